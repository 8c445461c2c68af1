using Respite.Planning.Model;
using Respite.Planning.Packing;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>Where the movers of a plan go, and why those without a destination have none. Both by instance id.</summary>
internal sealed record Placement(
    PlanMethod Method,
    Proof Proof,
    string? SpareHost,
    IReadOnlyDictionary<string, string> Destinations,
    IReadOnlyDictionary<string, string> Unplaced,
    IReadOnlyList<string> Warnings,
    PlanFigures? Figures,
    IReadOnlyList<RoomChange> MakesRoom)
{
    private static readonly Dictionary<string, string> None = [];

    public static Placement Nowhere { get; } = new(PlanMethod.None, Proof.Placed, null, None, None, [], null, []);

    /// <summary>The methods in their order: one unused host, spread over the others, or the reasons why neither fits.</summary>
    public static Placement Find(PackingCase drain, DrainPolicy policy)
    {
        if (drain.Movers.Count == 0)
            return Nowhere;
        // Nova's scheduler would not keep to a spare host, so it is only enabled where Respite names the destinations. Hosts that are
        // drained together would each want it to itself.
        if (drain.Options.UseSpares && policy.Destinations == DestinationChoice.Planned && drain.Drained.Count == 1
            && SpareHosts.Any(drain.Cloud, policy, drain.Options) && Spare(drain, policy) is { } spare)
            return spare;
        return Spread(drain);
    }

    private static Placement? Spare(PackingCase drain, DrainPolicy policy)
    {
        var rooms = drain.Rooms();
        if (SpareHosts.Fill(drain.Movers, rooms, policy) is not { } spare)
            return null;
        var name = spare.Host.Name;
        return new Placement(
            PlanMethod.Spare, Proof.Placed, name, drain.Movers.ToDictionary(mover => mover.Instance.Id, _ => name), None,
            [$"{name} is enabled first"], Packing.Figures.Of(drain.Movers, rooms, null), []);
    }

    private static Placement Spread(PackingCase drain)
    {
        var (units, rooms, packed) = drain.Solve(Effort.Full);
        var destinations = new Dictionary<string, string>(StringComparer.Ordinal);
        var unplaced = new List<PackingUnit>();
        foreach (var (unit, room) in units.Zip(packed.Rooms))
            if (room < 0)
                unplaced.Add(unit);
            else
                foreach (var mover in unit.Movers)
                    destinations[mover.Instance.Id] = rooms[room].Host.Name;
        var warnings = Softly(drain, rooms);
        if (packed.Why is { } why)
            warnings.Add($"{why}: no packing can fit");
        if (unplaced.Count == 0)
            return new Placement(PlanMethod.Spread, packed.Proof, null, destinations, None, warnings, Packing.Figures.Of(drain.Movers, rooms, units), []);
        var changes = drain.Options.SeekRoom ? MakeRoom.Of(drain, units, unplaced, rooms) : [];
        return new Placement(PlanMethod.None, packed.Proof, null, destinations, Shortage.Of(unplaced, rooms, packed.Proof, changes), warnings, null, changes);
    }

    /// <summary>What was allowed, but at a cost: the soft rules that this plan breaks.</summary>
    private static List<string> Softly(PackingCase drain, HostRoom[] rooms)
    {
        var contexts = drain.Movers.ToDictionary(mover => mover.Instance.Id, mover => mover.Context, StringComparer.Ordinal);
        var warnings = new List<string>();
        foreach (var room in rooms.Where(room => room.Placed.Count > 0))
            foreach (var instance in room.Placed.Where(instance => instance.GroupIds.Count > 0).ToArray())
            {
                var context = contexts[instance.Id];
                room.Remove(instance);
                foreach (var rule in PlacementRules.Changing)
                    if (rule.Check(instance, room, context) is { Outcome: RuleOutcome.Penalise } penalty)
                        warnings.Add(penalty.Reason!(instance, room, context));
                room.Place(instance);
            }
        return warnings;
    }
}

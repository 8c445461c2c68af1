using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>Where the movers of a plan go, and why those without a destination have none. Both by instance id.</summary>
internal sealed record Placement(
    PlanMethod Method,
    string? SpareHost,
    IReadOnlyDictionary<string, string> Destinations,
    IReadOnlyDictionary<string, string> Unplaced,
    IReadOnlyList<string> Warnings)
{
    private static readonly Dictionary<string, string> None = [];

    public static Placement Nowhere { get; } = new(PlanMethod.None, null, None, None, []);

    /// <summary>The methods in their order: one unused host, spread over the others, or the reasons why neither fits.</summary>
    public static Placement Find(InstanceSnapshot[] movers, HostRoom[] rooms, PlacementContext context, DrainPolicy policy)
    {
        if (movers.Length == 0)
            return Nowhere;
        // Nova's scheduler would not keep to a spare host, so it is only enabled where Respite names the destinations.
        if (context.Options.UseSpares && policy.Destinations == DestinationChoice.Planned
            && SpareHosts.Fill(movers, rooms, context, policy) is var spare and >= 0)
        {
            var name = rooms[spare].Host.Name;
            return new Placement(PlanMethod.Spare, name, movers.ToDictionary(mover => mover.Id, _ => name), None, [$"{name} is enabled first"]);
        }
        return Spread(movers, rooms, context);
    }

    private static Placement Spread(InstanceSnapshot[] movers, HostRoom[] rooms, PlacementContext context)
    {
        var units = PackingUnit.Of(movers, rooms, context);
        var lacking = Bound.Lacking(units, rooms);
        var found = Packing.Solve(units, rooms, context, context.Options.Seed, hopeless: lacking.Count > 0);
        var destinations = new Dictionary<string, string>(StringComparer.Ordinal);
        var unplaced = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (unit, room) in units.Zip(found))
            foreach (var instance in unit.Instances)
                if (room >= 0)
                    destinations[instance.Id] = rooms[room].Host.Name;
                else
                    unplaced[instance.Id] = Shortage.Of(instance, rooms, context);
        var warnings = Softly(rooms, context);
        if (lacking.Count > 0)
            warnings.Add($"all that moves needs {lacking} more than the hosts that may take any of it have free together: no packing can fit");
        return new Placement(unplaced.Count == 0 ? PlanMethod.Spread : PlanMethod.None, null, destinations, unplaced, warnings);
    }

    /// <summary>What was allowed, but at a cost: the soft rules that this plan breaks.</summary>
    private static List<string> Softly(HostRoom[] rooms, PlacementContext context)
    {
        var warnings = new List<string>();
        foreach (var room in rooms.Where(room => room.Placed.Count > 0))
            foreach (var instance in room.Placed.ToArray())
            {
                room.Remove(instance);
                foreach (var rule in PlacementRules.Changing)
                    if (rule.Check(instance, room, context) is { Outcome: RuleOutcome.Penalise } penalty)
                        warnings.Add(penalty.Reason!(instance, room, context));
                room.Place(instance);
            }
        return warnings;
    }
}

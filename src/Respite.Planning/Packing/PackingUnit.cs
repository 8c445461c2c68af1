using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>What goes to one host or stays: one instance, or those of a hard affinity group.</summary>
/// <param name="Candidates">The rooms that no fixed rule refuses, as indexes in rising order.</param>
/// <param name="Kind">Units of one kind are interchangeable.</param>
internal sealed record PackingUnit(IReadOnlyList<Mover> Movers, ResourceVector Resources, int[] Candidates, int Kind)
{
    public string Id => Movers[0].Instance.Id;

    public static List<PackingUnit> Of(IEnumerable<Mover> movers, Candidates candidates)
    {
        var units = movers
            .GroupBy(mover => AffinityRule.GroupOf(mover.Instance, mover.Context) is { } group ? ("group", group) : ("instance", mover.Instance.Id))
            .Select(group => One([.. group.OrderBy(mover => mover.Instance.Id, StringComparer.Ordinal)], candidates))
            .ToList();
        var groups = units.Select(unit => unit.Kind).DefaultIfEmpty().Max();
        return units.ConvertAll(unit => unit.Movers.Count == 1 ? unit : unit with { Kind = ++groups });
    }

    /// <summary>Whether all of it may go there as the room is now. The room is left as it was.</summary>
    public bool Fits(HostRoom room)
    {
        if (Movers.Count == 1)
            return Allowed(Movers[0], room);
        var placed = 0;
        while (placed < Movers.Count && Allowed(Movers[placed], room))
            room.Place(Movers[placed++].Instance);
        for (var i = 0; i < placed; i++)
            room.Remove(Movers[i].Instance);
        return placed == Movers.Count;
    }

    /// <summary>What the soft rules ask for it there, in the unit of <see cref="RuleResult.Cost"/>.</summary>
    public double Penalty(HostRoom room)
    {
        var cost = 0.0;
        foreach (var mover in Movers)
            if (mover.Instance.GroupIds.Count > 0)
                foreach (var rule in PlacementRules.Changing)
                    cost += rule.Check(mover.Instance, room, mover.Context).Cost;
        return cost;
    }

    private static PackingUnit One(Mover[] members, Candidates candidates)
    {
        var kind = candidates.KindOf(members[0]);
        var rooms = candidates.Of(members[0], kind);
        foreach (var other in members.Skip(1))
            rooms = [.. rooms.Intersect(candidates.Of(other, candidates.KindOf(other)))];
        return new PackingUnit(members, members.Aggregate(ResourceVector.Zero, (sum, mover) => sum.Plus(mover.Instance.Resources)), rooms, kind);
    }

    private static bool Allowed(Mover mover, HostRoom room) =>
        !PlacementRules.FirstRefusal(PlacementRules.Changing, mover.Instance, room, mover.Context).Refused;
}

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
    public bool Fits(HostRoom room) => Cost(room) is not null;

    /// <summary>
    /// What the soft rules ask for it there as the room is now, in the unit of <see cref="RuleResult.Cost"/>; null: it may not go there. The room is left as
    /// it was.
    /// </summary>
    public double? Cost(HostRoom room)
    {
        if (Movers.Count == 1)
            return Cost(Movers[0], room);
        double? cost = 0;
        var placed = 0;
        while (placed < Movers.Count && Cost(Movers[placed], room) is { } one)
        {
            cost += one;
            room.Place(Movers[placed++].Instance);
        }
        for (var i = 0; i < placed; i++)
            room.Remove(Movers[i].Instance);
        return placed == Movers.Count ? cost : null;
    }

    private static PackingUnit One(Mover[] members, Candidates candidates)
    {
        var rooms = candidates.Of(members[0]);
        foreach (var other in members.Skip(1))
            rooms = [.. rooms.Intersect(candidates.Of(other))];
        var resources = members.Aggregate(ResourceVector.Zero, (sum, mover) => sum.Plus(mover.Instance.Resources));
        return new PackingUnit(members, resources, rooms, candidates.KindOf(members[0], rooms));
    }

    private static double? Cost(Mover mover, HostRoom room)
    {
        var cost = 0.0;
        foreach (var rule in PlacementRules.Changing)
        {
            var result = rule.Check(mover.Instance, room, mover.Context);
            if (result.Refused)
                return null;
            cost += result.Cost;
        }
        return cost;
    }
}

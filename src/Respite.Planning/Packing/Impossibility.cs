using System.Numerics;
using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>Proofs by counting that no packing can place everything, before anything is placed.</summary>
internal static class Impossibility
{
    /// <summary>So many sets of hosts are looked at, the smallest first.</summary>
    private const int HostSets = 64;

    /// <summary>The proof in words, or null: then there may be a packing.</summary>
    public static string? Of(IReadOnlyList<PackingUnit> units, HostRoom[] rooms) =>
        Alone(units, rooms) ?? Together(units, rooms) ?? Groups(units, rooms);

    private static string? Alone(IReadOnlyList<PackingUnit> units, HostRoom[] rooms) =>
        units.DistinctBy(unit => unit.Kind).FirstOrDefault(unit => !Array.Exists(unit.Candidates, room => unit.Fits(rooms[room]))) is { } unit
            ? $"{unit.Movers[0].Instance.Name} has no place even if nothing else moves"
            : null;

    /// <summary>All units, and then those that have only a certain set of hosts between them.</summary>
    private static string? Together(IReadOnlyList<PackingUnit> units, HostRoom[] rooms)
    {
        var all = units.Select(unit => unit.Candidates).Distinct().SelectMany(set => set).Distinct().Order().ToArray();
        if (Lacking(units, all, rooms) is { } lacking)
            return $"all that moves needs {lacking} on the hosts that may take any of it";
        var sets = units.ToLookup(unit => unit.Candidates);
        foreach (var set in sets.Select(one => one.Key).Where(set => set.Length < all.Length).OrderBy(set => set.Length).Take(HostSets))
        {
            var members = new HashSet<int>(set);
            var bound = sets.Where(one => one.Key.Length <= set.Length && Array.TrueForAll(one.Key, members.Contains)).SelectMany(one => one).ToArray();
            if (Lacking(bound, set, rooms) is { } there)
                return $"{bound.Length} instance{(bound.Length == 1 ? "" : "s")} may only go to {Named(set, rooms)}, and together need {there} there";
        }
        return null;
    }

    /// <summary>What a set of hosts lacks for units that can go nowhere else: by sum, by usable sum, and by how many of a size each host takes.</summary>
    private static string? Lacking(IReadOnlyList<PackingUnit> units, int[] set, HostRoom[] rooms)
    {
        string? best = null;
        foreach (var name in units.SelectMany(unit => unit.Resources.Select(pair => pair.Key)).Distinct().Order(StringComparer.Ordinal))
        {
            var needs = units.Select(unit => unit.Resources[name]).Where(need => need > 0).ToArray();
            var free = set.Select(room => Math.Max(0, rooms[room].Free[name])).ToArray();
            if (needs.Sum() - free.Sum() is var more and > 0)
                return $"{more} {name} more than is free";
            best ??= Wasted(name, needs, free) ?? TooMany(name, needs, free);
        }
        return best;
    }

    /// <summary>What is free on a host beyond a multiple of what all sizes are multiples of is of no use.</summary>
    private static string? Wasted(string name, long[] needs, long[] free)
    {
        var step = needs.Aggregate(0L, (one, other) => (long)BigInteger.GreatestCommonDivisor(one, other));
        return needs.Sum() - free.Sum(amount => amount / step * step) is var more and > 0 ? $"{more} {name} more than is free in pieces of {step}" : null;
    }

    private static string? TooMany(string name, long[] needs, long[] free)
    {
        foreach (var size in needs.Distinct().OrderDescending())
            if (needs.Count(need => need >= size) is var count && free.Sum(amount => amount / size) is var places && places < count)
                return $"{count} places of {size} {name} or more, of which there are {places}";
        return null;
    }

    /// <summary>The members of an anti-affinity group find too few different hosts.</summary>
    private static string? Groups(IReadOnlyList<PackingUnit> units, HostRoom[] rooms)
    {
        var groups = units
            .SelectMany(unit => unit.Movers.SelectMany(mover => AntiAffinityRule.GroupsOf(mover.Instance, mover.Context)).Distinct().Select(group => (group, unit)))
            .GroupBy(pair => pair.group, pair => pair.unit);
        foreach (var grouped in groups)
        {
            var (group, members) = (grouped.Key, grouped.ToArray());
            var open = members.Select(unit => Array.FindAll(unit.Candidates, room => unit.Fits(rooms[room]))).ToArray();
            var placed = Matching.Largest(open, room => AntiAffinityRule.Space(group, rooms[room]));
            if (placed < members.Length)
                return $"of the {members.Length} members of anti-affinity group {group.Name} only {placed} find hosts with room at the same time";
        }
        return null;
    }

    private static string Named(int[] set, HostRoom[] rooms) =>
        set.Length <= 3 ? string.Join(", ", set.Select(room => rooms[room].Host.Name)) : $"{set.Length} hosts ({rooms[set[0]].Host.Name}...)";
}

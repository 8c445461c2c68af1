using Respite.Planning.Model;
using Respite.Planning.Packing;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>Words why an instance has no destination: what stops it on how many hosts, which host is closest; and once what would make room for everything.</summary>
internal static class Shortage
{
    /// <summary>By instance id. Those of one kind have the same reasons: only the first is looked into.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<PackingUnit> unplaced, HostRoom[] rooms, Proof proof, IReadOnlyList<RoomChange> changes)
    {
        var worth = proof == Proof.Impossible ? " It is proved that not all of it can be placed." : " Not found within the limit of the search: there may be a way.";
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var alike in unplaced.GroupBy(unit => unit.Kind))
            foreach (var mover in alike.First().Movers)
                reasons[mover.Instance.Id] = Of(mover.Instance, rooms, mover.Context) + worth;
        foreach (var (unit, first) in unplaced.Join(unplaced.DistinctBy(unit => unit.Kind), unit => unit.Kind, unit => unit.Kind, (unit, first) => (unit, first)))
            reasons.TryAdd(unit.Id, $"as {first.Movers[0].Instance.Name}, which is of the same kind");
        if (changes.Count > 0)
            reasons[unplaced[0].Id] += $" To make room for everything: {string.Join(", or ", changes.Select(change => change.Words))}.";
        return reasons;
    }

    private static string Of(InstanceSnapshot instance, HostRoom[] rooms, PlacementContext context)
    {
        var others = rooms.Where(room => room.Host.Name != context.Source.Name).ToArray();
        if (others.Length == 0)
            return "there is no other host";
        var needs = instance.Resources.Count == 0 ? "" : $"needs {instance.Resources}; ";
        var refused = others.Select(room => (Room: room, Result: PlacementRules.FirstRefusal(instance, room, context))).ToArray();
        var counts = refused
            .GroupBy(pair => Label(instance, pair.Room, pair.Result))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Count()} {group.Key}");
        var small = refused.Where(pair => pair.Result.Label == CapacityRule.TooSmall).Select(pair => pair.Room).ToArray();
        var closest = small.MinBy(room => Lacks(instance, room).Sum(pair => (double)pair.Value / instance.Resources[pair.Key]));
        var other = refused.FirstOrDefault(pair => closest is null && pair.Result is { Refused: true, Label: not HostRule.Disabled });
        var text = $"{needs}of {others.Length} other host{(others.Length == 1 ? "" : "s")}: {string.Join(", ", counts)}.";
        if (closest is not null)
            text += $" Closest is {closest.Host.Name}, short of {Lacks(instance, closest)}.";
        else if (other.Result.Reason is { } reason)
            text += $" For one, {reason(instance, other.Room, context)}.";
        return text;
    }

    private static string Label(InstanceSnapshot instance, HostRoom room, RuleResult result) =>
        !result.Refused ? "too small for its affinity group together"
        : result.Label != CapacityRule.TooSmall ? result.Label!
        : WouldFitAlone(instance, room) ? "taken by other instances of this plan"
        : $"short of {instance.Resources.FirstShort(room.Free)}";

    private static bool WouldFitAlone(InstanceSnapshot instance, HostRoom room) =>
        instance.Resources.Fits(room.Placed.Aggregate(room.Free, (free, placed) => free.Plus(placed.Resources)));

    private static ResourceVector Lacks(InstanceSnapshot instance, HostRoom room) => instance.Resources.Lacking(room.Free);
}

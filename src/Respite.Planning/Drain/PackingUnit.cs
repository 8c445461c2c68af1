using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>What goes to one host or stays: one instance, or those of a hard affinity group.</summary>
/// <param name="Candidates">The rooms that no fixed rule refuses, as indexes.</param>
internal sealed record PackingUnit(IReadOnlyList<InstanceSnapshot> Instances, ResourceVector Resources, int[] Candidates)
{
    public static List<PackingUnit> Of(IEnumerable<InstanceSnapshot> instances, HostRoom[] rooms, PlacementContext context) =>
    [
        .. instances
            .GroupBy(instance => AffinityRule.GroupOf(instance, context) is { } group ? ("group", group) : ("instance", instance.Id))
            .Select(group => group.OrderBy(instance => instance.Id, StringComparer.Ordinal).ToArray())
            .Select(members => new PackingUnit(
                members,
                members.Aggregate(ResourceVector.Zero, (sum, instance) => sum.Plus(instance.Resources)),
                CandidatesOf(members, rooms, context))),
    ];

    /// <summary>Whether all of it may go there as the room is now. The room is left as it was.</summary>
    public bool Fits(HostRoom room, PlacementContext context)
    {
        if (Instances.Count == 1)
            return !PlacementRules.FirstRefusal(PlacementRules.Changing, Instances[0], room, context).Refused;
        var placed = 0;
        while (placed < Instances.Count && !PlacementRules.FirstRefusal(PlacementRules.Changing, Instances[placed], room, context).Refused)
            room.Place(Instances[placed++]);
        for (var i = 0; i < placed; i++)
            room.Remove(Instances[i]);
        return placed == Instances.Count;
    }

    private static int[] CandidatesOf(InstanceSnapshot[] members, HostRoom[] rooms, PlacementContext context)
    {
        var candidates = new List<int>();
        for (var i = 0; i < rooms.Length; i++)
            if (Array.TrueForAll(members, member => !PlacementRules.FirstRefusal(PlacementRules.Fixed, member, rooms[i], context).Refused))
                candidates.Add(i);
        return [.. candidates];
    }
}

using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>Method 1: an unused host (disabled, up, empty, marked or given as a spare) that takes everything under all rules.</summary>
internal static class SpareHosts
{
    /// <summary>The index of the first by name, with its room filled; -1 if there is none.</summary>
    public static int Fill(IReadOnlyList<InstanceSnapshot> instances, HostRoom[] rooms, PlacementContext context, DrainPolicy policy)
    {
        for (var i = 0; i < rooms.Length; i++)
            if (WhyNot(rooms[i].Host, policy, context.Options) is null && TakesAll(rooms[i], instances, context.WithEnabled(rooms[i].Host.Name)))
                return i;
        return -1;
    }

    /// <summary>A warning for each host that the policy names as a spare and that is none.</summary>
    public static IEnumerable<string> Unusable(CloudSnapshot cloud, DrainPolicy policy, PlanOptions options) =>
        from name in policy.SpareHosts.Distinct(StringComparer.Ordinal)
        let host = cloud.Hosts.FirstOrDefault(host => host.Name == name)
        let why = host is null ? "is not known" : WhyNot(host, policy, options)
        where why is not null
        select $"{name} is given as a spare host, but {why}: it is not used as one";

    private static string? WhyNot(HostSnapshot host, DrainPolicy policy, PlanOptions options) =>
        !host.Spare && !policy.SpareHosts.Contains(host.Name, StringComparer.Ordinal) ? "is not marked"
        : host.Enabled ? "is enabled"
        : !host.Up ? "is down"
        : host.InMaintenance || options.OtherDrainingHosts.Contains(host.Name) ? "is in maintenance"
        : host.InstanceCount > 0 || host.Used.Any(pair => pair.Value > 0) ? "is not empty"
        : options.ReservedResources.ContainsKey(host.Name) ? "is promised to other moves"
        : null;

    private static bool TakesAll(HostRoom room, IReadOnlyList<InstanceSnapshot> instances, PlacementContext context)
    {
        var placed = 0;
        while (placed < instances.Count && !PlacementRules.FirstRefusal(instances[placed], room, context).Refused)
            room.Place(instances[placed++]);
        if (placed == instances.Count)
            return true;
        for (var i = 0; i < placed; i++)
            room.Remove(instances[i]);
        return false;
    }
}

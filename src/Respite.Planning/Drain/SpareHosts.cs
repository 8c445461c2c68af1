using Respite.Planning.Model;
using Respite.Planning.Packing;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>Method 1: an unused host (disabled, up, empty, marked or given as a spare) that takes everything under all rules.</summary>
internal static class SpareHosts
{
    /// <summary>The first by name, or with a seed one of them at random, with its room filled; null if there is none.</summary>
    public static HostRoom? Fill(IReadOnlyList<Mover> movers, HostRoom[] rooms, DrainPolicy policy)
    {
        var options = movers[0].Context.Options;
        var spares = Array.FindAll(rooms, room => WhyNot(room.Host, policy, options) is null);
        if (options.Seed != 0)
            new Random(options.Seed).Shuffle(spares);
        return Array.Find(spares, room => TakesAll(room, movers));
    }

    public static bool Any(CloudSnapshot cloud, DrainPolicy policy, PlanOptions options) => cloud.Hosts.Any(host => WhyNot(host, policy, options) is null);

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

    private static bool TakesAll(HostRoom room, IReadOnlyList<Mover> movers)
    {
        var placed = 0;
        while (placed < movers.Count
            && !PlacementRules.FirstRefusal(movers[placed].Instance, room, movers[placed].Context.WithEnabled(room.Host.Name)).Refused)
            room.Place(movers[placed++].Instance);
        if (placed == movers.Count)
            return true;
        for (var i = 0; i < placed; i++)
            room.Remove(movers[i].Instance);
        return false;
    }
}

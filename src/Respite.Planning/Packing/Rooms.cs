using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>The hosts of a snapshot as rooms, by name: free = capacity - used - promised, and who of which group is there.</summary>
internal static class Rooms
{
    public static HostRoom[] Of(CloudSnapshot cloud, PlanOptions options)
    {
        var members = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var group in cloud.Groups)
            foreach (var (instance, host) in group.MemberHosts)
            {
                Count(host, group.Id);
                if (options.PromisedDestinations.TryGetValue(instance, out var promised) && promised != host)
                    Count(promised, group.Id);
            }
        return
        [
            .. cloud.Hosts.OrderBy(host => host.Name, StringComparer.Ordinal).Select(host => new HostRoom(
                host,
                host.Capacity.Minus(host.Used).Minus(options.ReservedResources.GetValueOrDefault(host.Name) ?? ResourceVector.Zero),
                members.GetValueOrDefault(host.Name))),
        ];

        void Count(string? host, string group)
        {
            if (host is null)
                return;
            if (!members.TryGetValue(host, out var counts))
                members[host] = counts = new Dictionary<string, int>(StringComparer.Ordinal);
            counts[group] = counts.GetValueOrDefault(group) + 1;
        }
    }
}

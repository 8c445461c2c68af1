using Respite.OpenStack.Session;

namespace Respite.Server.Inventory;

/// <summary>How full the hosts are, for a map of all of them: a page of 1,000 hosts a request, and one request for the aggregates; shared by all who look.</summary>
internal sealed class CapacityReader
{
    private const string Zone = "availability_zone";

    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(5);

    private readonly OpenStackSession session;
    private readonly SharedRead<IReadOnlyList<HostCapacity>> shared;

    public CapacityReader(OpenStackSession session, TimeProvider clock)
    {
        this.session = session;
        shared = new(ReadAsync, clock);
    }

    /// <summary>By name. Hosts with several hypervisors (Ironic) are added up.</summary>
    /// <exception cref="OpenStackException">The cloud does not answer, or refuses.</exception>
    public Task<IReadOnlyList<HostCapacity>> ListAsync(CancellationToken cancel) => shared.OfAsync(Lately, cancel);

    private async Task<IReadOnlyList<HostCapacity>> ReadAsync(CancellationToken cancel)
    {
        var aggregates = (await session.Compute.Aggregates.ListAsync(cancel)).Where(a => !a.Metadata.ContainsKey(Zone))
            .SelectMany(a => a.Hosts.Select(host => (Host: host, a.Name))).ToLookup(pair => pair.Host, pair => pair.Name, StringComparer.Ordinal);
        var found = new Dictionary<string, HostCapacity>(StringComparer.Ordinal);
        await foreach (var h in session.Compute.Hypervisors.ListAsync(cancel))
        {
            if (h.Host is not { } host)
                continue;
            var before = found.GetValueOrDefault(host) ?? new HostCapacity(host, Fill.None, Fill.None, Fill.None, 0, [.. aggregates[host].Order(StringComparer.Ordinal)]);
            found[host] = before with
            {
                Vcpus = before.Vcpus.And(h.VcpusUsed, h.Vcpus),
                MemoryMb = before.MemoryMb.And(h.MemoryMbUsed, h.MemoryMb),
                DiskGb = before.DiskGb.And(h.LocalGbUsed, h.LocalGb),
                Instances = before.Instances + (h.Instances ?? 0),
            };
        }
        return [.. found.Values.OrderBy(h => h.Name, StringComparer.Ordinal)];
    }
}

/// <summary>How full one host is.</summary>
/// <param name="Vcpus">Used may be above total: hosts promise a CPU several times.</param>
/// <param name="Aggregates">Names, without those that are zones.</param>
internal sealed record HostCapacity(string Name, Fill Vcpus, Fill MemoryMb, Fill DiskGb, long Instances, IReadOnlyList<string> Aggregates);

/// <param name="Total">As the hypervisor has it, without overcommitment.</param>
internal sealed record Fill(long Used, long Total)
{
    public static Fill None { get; } = new(0, 0);

    public Fill And(long? used, long? total) => new(Used + (used ?? 0), Total + (total ?? 0));
}

using Respite.OpenStack.Session;

namespace Respite.Server.Inventory;

/// <summary>How full the hosts are, for a map of all of them: a page of 1,000 hosts a request, and one request for the aggregates; shared by all who look.</summary>
internal sealed class CapacityReader
{
    private const string Zone = "availability_zone";

    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(5);

    private readonly OpenStackSession session;
    private readonly HypervisorReader hypervisors;
    private readonly SharedRead<IReadOnlyList<HostCapacity>> shared;

    public CapacityReader(OpenStackSession session, HypervisorReader hypervisors, TimeProvider clock)
    {
        (this.session, this.hypervisors) = (session, hypervisors);
        shared = new(ReadAsync, clock);
    }

    /// <summary>By name. Hosts with several hypervisors (Ironic) are added up.</summary>
    /// <exception cref="OpenStackException">The cloud does not answer, or refuses.</exception>
    public Task<IReadOnlyList<HostCapacity>> ListAsync(CancellationToken cancel) => shared.OfAsync(Lately, cancel);

    private async Task<IReadOnlyList<HostCapacity>> ReadAsync(CancellationToken cancel)
    {
        var aggregates = (await session.Compute.Aggregates.ListAsync(cancel)).Where(a => !a.Metadata.ContainsKey(Zone))
            .SelectMany(a => a.Hosts.Select(host => (Host: host, a.Name))).ToLookup(pair => pair.Host, pair => pair.Name, StringComparer.Ordinal);
        return [.. (await hypervisors.ListAsync(cancel)).OrderBy(own => own.Key, StringComparer.Ordinal).Select(own => new HostCapacity(
            own.Key,
            new Fill(own.Sum(h => h.VcpusUsed ?? 0), own.Sum(h => h.Vcpus ?? 0)),
            new Fill(own.Sum(h => h.MemoryMbUsed ?? 0), own.Sum(h => h.MemoryMb ?? 0)),
            new Fill(own.Sum(h => h.LocalGbUsed ?? 0), own.Sum(h => h.LocalGb ?? 0)),
            own.Sum(h => h.Instances ?? 0),
            [.. aggregates[own.Key].Order(StringComparer.Ordinal)]))];
    }
}

/// <summary>How full one host is.</summary>
/// <param name="Vcpus">Used may be above total: hosts promise a CPU several times.</param>
/// <param name="Aggregates">Names, without those that are zones.</param>
internal sealed record HostCapacity(string Name, Fill Vcpus, Fill MemoryMb, Fill DiskGb, long Instances, IReadOnlyList<string> Aggregates);

/// <param name="Total">As the hypervisor has it, without overcommitment.</param>
internal sealed record Fill(long Used, long Total);

using Respite.OpenStack.Compute;
using Respite.OpenStack.Placement;
using Respite.OpenStack.Session;

namespace Respite.Server.Inventory;

/// <summary>How full the hosts are, for a map of all of them: a page of 1,000 hosts a request, one request to Placement and one for the aggregates; shared by all who look.</summary>
internal sealed class CapacityReader
{
    private const string Zone = "availability_zone";
    private const int HostsAtOnce = 8;

    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(5);

    private readonly OpenStackSession session;
    private readonly HypervisorReader hypervisors;
    private readonly SharedRead<IReadOnlyList<HostCapacity>> shared;

    public CapacityReader(OpenStackSession session, HypervisorReader hypervisors, TimeProvider clock)
    {
        (this.session, this.hypervisors) = (session, hypervisors);
        shared = new(ReadAsync, clock);
    }

    /// <summary>By name.</summary>
    /// <exception cref="OpenStackException">The cloud does not answer, or refuses.</exception>
    public Task<IReadOnlyList<HostCapacity>> ListAsync(CancellationToken cancel) => shared.OfAsync(Lately, cancel);

    private async Task<IReadOnlyList<HostCapacity>> ReadAsync(CancellationToken cancel)
    {
        var (summariesTask, aggregatesTask) = (session.Placement.SummariesAsync(PlacementReader.Anything, cancel), session.Compute.Aggregates.ListAsync(cancel));
        var byHost = await hypervisors.ListAsync(cancel);
        var trees = (await summariesTask).ToLookup(s => s.Value.RootProviderUuid ?? s.Key, s => s.Value, StringComparer.Ordinal);
        var aggregates = (await aggregatesTask).Where(a => !a.Metadata.ContainsKey(Zone))
            .SelectMany(a => a.Hosts.Select(host => (Host: host, a.Name))).ToLookup(pair => pair.Host, pair => pair.Name, StringComparer.Ordinal);

        var capacities = new List<HostCapacity>();
        foreach (var some in byHost.OrderBy(own => own.Key, StringComparer.Ordinal).Chunk(HostsAtOnce))
            capacities.AddRange(await Task.WhenAll(some.Select(CapacityAsync)));
        return capacities;

        async Task<HostCapacity> CapacityAsync(IGrouping<string, Hypervisor> own)
        {
            var classes = own.SelectMany(h => trees[h.Id]).SelectMany(p => p.Resources).ToLookup(r => r.Key, r => r.Value, StringComparer.Ordinal);
            if (classes.Count == 0 && own.Count() == 1)
                classes = await FullAsync(own.First().Id, cancel);
            return new HostCapacity(
                own.Key, Sum(classes["VCPU"].Concat(classes["PCPU"])), Sum(classes["MEMORY_MB"]), Sum(classes["DISK_GB"]),
                own.Sum(h => h.Instances ?? 0), [.. aggregates[own.Key].Order(StringComparer.Ordinal)]);
        }
    }

    /// <summary>A host without any memory left is in no summary.</summary>
    private async Task<ILookup<string, ResourceSummary>> FullAsync(string provider, CancellationToken cancel)
    {
        var (inventories, allocations) = (session.Placement.InventoriesAsync(provider, cancel), session.Placement.AllocationsOfAsync(provider, cancel));
        var used = (await allocations).SelectMany(a => a.Value).ToLookup(r => r.Key, r => r.Value, StringComparer.Ordinal);
        return (await inventories).ToLookup(i => i.Key, i => new ResourceSummary(i.Value.Capacity, used[i.Key].Sum()), StringComparer.Ordinal);
    }

    private static Fill Sum(IEnumerable<ResourceSummary> resources) => resources.Aggregate(new Fill(0, 0), (sum, r) => new Fill(sum.Used + r.Used, sum.Total + r.Capacity));
}

/// <summary>How full one host is.</summary>
/// <param name="Vcpus">Shared and dedicated ones.</param>
/// <param name="Aggregates">Names, without those that are zones.</param>
internal sealed record HostCapacity(string Name, Fill Vcpus, Fill MemoryMb, Fill DiskGb, long Instances, IReadOnlyList<string> Aggregates);

/// <param name="Total">What may be promised: without what is reserved, overcommitment included. Zero: it is not the host's own (a shared pool of disks, bare metal).</param>
internal sealed record Fill(long Used, long Total);

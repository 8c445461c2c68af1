using Respite.OpenStack.Compute;
using Respite.OpenStack.Placement;
using Respite.Planning.Model;

namespace Respite.Server.Inventory;

/// <summary>Puts together what Nova and Placement each know of the hosts.</summary>
internal static class HostSnapshots
{
    /// <summary>A host disabled with a reason that begins so is a spare: kept empty to take a whole drained host.</summary>
    private const string SpareMark = "respite-spare";

    /// <param name="capabilities">What the drained instances' flavors ask of hypervisors (<see cref="HostCapabilities"/>).</param>
    public static IEnumerable<HostSnapshot> Of(
        IReadOnlyList<HostListing> services, ILookup<string, Hypervisor> hypervisors, IReadOnlyDictionary<string, ProviderSummary> summaries,
        DrainPolicy policy, IReadOnlySet<string> inMaintenance, IReadOnlyCollection<string> capabilities)
    {
        var trees = summaries.ToLookup(s => s.Value.RootProviderUuid ?? s.Key, StringComparer.Ordinal);
        var cpus = new Dictionary<string, CpuSnapshot>(StringComparer.Ordinal);
        var traits = new Dictionary<HashSet<string>, IReadOnlySet<string>>(HashSet<string>.CreateSetComparer());
        foreach (var listing in services)
        {
            var own = hypervisors[listing.Name].ToList();
            if (own.Count != 1)
                continue;
            var hypervisor = own[0];
            var tree = trees[hypervisor.Id].ToList();
            yield return new HostSnapshot
            {
                Name = listing.Name,
                ProviderId = hypervisor.Id,
                Enabled = listing.Service.Enabled,
                Up = listing.Service.Up,
                DisabledReason = listing.Service.DisabledReason,
                InMaintenance = inMaintenance.Contains(listing.Name),
                Zone = listing.Zone,
                Traits = Shared([.. summaries.GetValueOrDefault(hypervisor.Id)?.Traits ?? new HashSet<string>()], traits),
                Capacity = new ResourceVector(tree.SelectMany(p => Capacity(p.Value))),
                Used = new ResourceVector(tree.SelectMany(p => Used(p.Value))),
                Nested = Nested(hypervisor.Id, tree),
                MaxUnit = MaxUnit(hypervisor),
                HypervisorType = hypervisor.Type,
                HypervisorVersion = hypervisor.Version,
                Cpu = Cpu(hypervisor.Cpu, cpus),
                Capabilities = HostCapabilities.Of(hypervisor, capabilities),
                Spare = policy.SpareHosts.Contains(listing.Name)
                    || (!listing.Service.Enabled && listing.Service.DisabledReason?.StartsWith(SpareMark, StringComparison.Ordinal) == true),
            };
        }
    }

    /// <summary>Equal sets are one object: thousands of hosts have the same, and a plan compares them.</summary>
    private static IReadOnlySet<string> Shared(HashSet<string> traits, Dictionary<HashSet<string>, IReadOnlySet<string>> known)
    {
        if (!known.TryGetValue(traits, out var same))
            known[traits] = same = traits;
        return same;
    }

    private static IEnumerable<KeyValuePair<string, long>> Capacity(ProviderSummary provider) => provider.Resources.Select(r => KeyValuePair.Create(r.Key, r.Value.Capacity));

    private static IEnumerable<KeyValuePair<string, long>> Used(ProviderSummary provider) => provider.Resources.Select(r => KeyValuePair.Create(r.Key, r.Value.Used));

    private static IReadOnlyList<ProviderSnapshot> Nested(string root, List<KeyValuePair<string, ProviderSummary>> tree) => tree.Count < 2 ? [] :
    [
        .. tree.Where(p => p.Key != root).OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => new ProviderSnapshot(p.Key, p.Value.Traits, new ResourceVector(Capacity(p.Value)), new ResourceVector(Used(p.Value)))),
    ];

    /// <summary>Drivers set Placement's max_unit to what is there; the summaries do not show it.</summary>
    private static ResourceVector MaxUnit(Hypervisor hypervisor) =>
        ResourceVector.Of(("VCPU", hypervisor.Vcpus ?? 0), ("MEMORY_MB", hypervisor.MemoryMb ?? 0), ("DISK_GB", hypervisor.LocalGb ?? 0));

    /// <summary>Thousands of hosts have a handful of CPUs: equal ones are one object.</summary>
    private static CpuSnapshot? Cpu(CpuInfo? cpu, Dictionary<string, CpuSnapshot> known)
    {
        if (cpu is null)
            return null;
        var key = string.Join('\n', cpu.Features.Prepend(cpu.Model).Prepend(cpu.Vendor).Prepend(cpu.Arch));
        if (!known.TryGetValue(key, out var same))
            known[key] = same = new CpuSnapshot(cpu.Arch, cpu.Vendor, cpu.Model, cpu.Features.ToHashSet(StringComparer.Ordinal));
        return same;
    }
}

using Respite.OpenStack.Session;
using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Server.Inventory;

/// <summary>Who holds what on a host, by Placement.</summary>
/// <param name="Consumer">An instance's id, or a migration's uuid while it runs (or after it broke: then it leaks).</param>
internal sealed record AllocationView(string Consumer, ResourceVector Resources)
{
    public string Words => Resources.ToString();
}

/// <summary>Reads a host's resource provider from Placement.</summary>
internal sealed class PlacementReader(OpenStackSession session, HypervisorReader hypervisors)
{
    /// <summary>
    /// What even the smallest instance needs; a host without that much free cannot be a destination and is in no summary. Memory alone: a host may give
    /// only pinned CPUs (PCPU), and one that is short of something else is better named than missing.
    /// </summary>
    public static IReadOnlyDictionary<string, long> Anything { get; } = new Dictionary<string, long> { ["MEMORY_MB"] = 1 };

    /// <summary>Whether the scheduler sees that the host takes nothing new. Set through nova-compute, best effort.</summary>
    public async Task<bool> IsCordonShownAsync(string host, CancellationToken cancel)
    {
        var providers = await hypervisors.ProvidersAsync(host, cancel);
        foreach (var provider in providers)
        {
            if (!(await session.Placement.TraitsAsync(provider, cancel)).Contains(ComputeStatusRule.DisabledTrait))
                return false;
        }
        return providers.Count > 0;
    }

    public async Task<IReadOnlyList<AllocationView>> AllocationsAsync(string host, CancellationToken cancel)
    {
        var found = new List<AllocationView>();
        foreach (var provider in await hypervisors.ProvidersAsync(host, cancel))
        {
            foreach (var (consumer, resources) in await session.Placement.AllocationsOfAsync(provider, cancel))
                found.Add(new AllocationView(consumer, new ResourceVector(resources)));
        }
        return found;
    }

    public async Task<bool> HasInventoryAsync(string host, CancellationToken cancel)
    {
        var providers = await hypervisors.ProvidersAsync(host, cancel);
        foreach (var provider in providers)
        {
            if ((await session.Placement.InventoriesAsync(provider, cancel)).Count == 0)
                return false;
        }
        return providers.Count > 0;
    }
}

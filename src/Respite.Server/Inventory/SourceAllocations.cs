using Respite.OpenStack.Placement;
using Respite.Planning.Model;

namespace Respite.Server.Inventory;

/// <summary>What each consumer has been allocated on a host, its nested providers (GPUs, ...) included.</summary>
internal static class SourceAllocations
{
    /// <summary>One request for the host's own provider and one for each nested one in use.</summary>
    public static async Task<IReadOnlyDictionary<string, ResourceVector>> ReadAsync(
        PlacementClient placement, string root, IReadOnlyDictionary<string, ProviderSummary> summaries, CancellationToken cancel)
    {
        // A host without any memory left is in no summary: its providers are asked for.
        IEnumerable<string> nested = summaries.ContainsKey(root)
            ? summaries.Where(s => s.Key != root && s.Value.RootProviderUuid == root && s.Value.Resources.Values.Any(r => r.Used > 0)).Select(s => s.Key)
            : (await placement.TreeAsync(root, cancel)).Where(p => p != root);
        var all = await Task.WhenAll(nested.Prepend(root).Select(p => placement.AllocationsOfAsync(p, cancel)));
        return all.SelectMany(a => a).GroupBy(a => a.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new ResourceVector(g.SelectMany(a => a.Value)), StringComparer.Ordinal);
    }
}

using Respite.OpenStack.Compute;
using Respite.OpenStack.Placement;
using Respite.Planning.Model;

namespace Respite.Server.Inventory;

/// <summary>Puts together what Nova and Placement each know of the hosts.</summary>
internal static class HostSnapshots
{
    /// <summary>A host disabled with a reason that begins so is a spare: kept empty to take a whole drained host.</summary>
    private const string SpareMark = "respite-spare";

    public static IEnumerable<HostSnapshot> Of(
        IReadOnlyList<HostListing> services, ILookup<string?, Hypervisor> hypervisors, IReadOnlyDictionary<string, ProviderSummary> summaries,
        DrainPolicy policy, IReadOnlySet<string> inMaintenance)
    {
        foreach (var listing in services)
        {
            var own = hypervisors[listing.Name].ToList();
            if (own.Count != 1)
                continue;
            var summary = summaries.GetValueOrDefault(own[0].Id);
            yield return new HostSnapshot
            {
                Name = listing.Name,
                ProviderId = own[0].Id,
                Enabled = listing.Service.Enabled,
                Up = listing.Service.Up,
                DisabledReason = listing.Service.DisabledReason,
                InMaintenance = inMaintenance.Contains(listing.Name),
                Zone = listing.Zone,
                Traits = summary?.Traits ?? new HashSet<string>(),
                Capacity = Sum(own[0].Id, summaries, r => r.Capacity),
                Used = Sum(own[0].Id, summaries, r => r.Used),
                HypervisorType = own[0].Type,
                Spare = policy.SpareHosts.Contains(listing.Name)
                    || (!listing.Service.Enabled && listing.Service.DisabledReason?.StartsWith(SpareMark, StringComparison.Ordinal) == true),
            };
        }
    }

    /// <summary>Over the host's provider and those nested below it.</summary>
    private static ResourceVector Sum(string root, IReadOnlyDictionary<string, ProviderSummary> summaries, Func<ResourceSummary, long> amount) =>
        new(summaries.Where(s => s.Key == root || s.Value.RootProviderUuid == root)
            .SelectMany(s => s.Value.Resources.Select(r => KeyValuePair.Create(r.Key, amount(r.Value)))));
}

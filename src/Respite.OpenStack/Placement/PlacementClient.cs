using Respite.OpenStack.Session;

namespace Respite.OpenStack.Placement;

/// <summary>Placement. From microversion 1.29 (nested providers in summaries) to 1.39.</summary>
public sealed class PlacementClient
{
    private readonly ServiceClient service;

    internal PlacementClient(OpenStackSession session) =>
        service = new ServiceClient(session, "Placement", "placement", new Microversion(1, 29), new Microversion(1, 39));

    /// <summary>The traits of a provider; <c>COMPUTE_STATUS_DISABLED</c> is how the scheduler learns of a disabled host.</summary>
    public async Task<IReadOnlySet<string>> TraitsAsync(string provider, CancellationToken cancel = default) =>
        (await service.GetAsync($"resource_providers/{Uri.EscapeDataString(provider)}/traits", cancel)).List("traits").Select(t => t.AsText()).ToHashSet(StringComparer.Ordinal);

    /// <summary>What a provider has, by resource class.</summary>
    public async Task<IReadOnlyDictionary<string, ProviderInventory>> InventoriesAsync(string provider, CancellationToken cancel = default) =>
        (await service.GetAsync($"resource_providers/{Uri.EscapeDataString(provider)}/inventories", cancel))
            .Map("inventories", i => new ProviderInventory(i.Number("total"), i.Number("reserved"), i.Decimal("allocation_ratio")));

    /// <summary>Who holds what: consumer to amounts by class. During a migration its uuid is a second consumer, that holds the source.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>> AllocationsOfAsync(string provider, CancellationToken cancel = default) =>
        (await service.GetAsync($"resource_providers/{Uri.EscapeDataString(provider)}/allocations", cancel))
            .Map("allocations", a => a.NumberMap("resources"));

    /// <summary>A provider and all that are nested with it, by id.</summary>
    public async Task<IReadOnlyList<string>> TreeAsync(string root, CancellationToken cancel = default) =>
        [.. (await service.GetAsync($"resource_providers?in_tree={Uri.EscapeDataString(root)}", cancel)).List("resource_providers").Select(p => p.Text("uuid"))];

    /// <summary>
    /// Capacity, use and traits of every provider that has so much free, disabled hosts included; a full one is missing.
    /// One request, whatever the size of the cloud. Placement: <c>GET /allocation_candidates</c>.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, ProviderSummary>> SummariesAsync(IReadOnlyDictionary<string, long> resources, CancellationToken cancel = default)
    {
        var asked = string.Join(',', resources.Select(r => $"{r.Key}:{r.Value}"));
        var answer = await service.GetPageAsync($"allocation_candidates?resources={asked}", cancel);
        return answer.Map("provider_summaries", ProviderSummary.Read);
    }
}

/// <summary>What a provider has of one class: (total - reserved) x ratio may be allocated.</summary>
public sealed record ProviderInventory(long Total, long Reserved, decimal AllocationRatio)
{
    public long Capacity => (long)((Total - Reserved) * AllocationRatio);
}

/// <summary>A resource provider as the scheduler sees it.</summary>
/// <param name="Resources">By class: capacity with allocation ratio and reserve applied, and what is used.</param>
/// <param name="RootProviderUuid">The compute host's provider, for one that is nested below it.</param>
public sealed record ProviderSummary(IReadOnlyDictionary<string, ResourceSummary> Resources, IReadOnlySet<string> Traits, string? RootProviderUuid)
{
    internal static ProviderSummary Read(Answer p) => new(
        p.Map("resources", r => new ResourceSummary(r.Number("capacity"), r.Number("used"))),
        p.Texts("traits").ToHashSet(StringComparer.Ordinal),
        p.OptionalText("root_provider_uuid"));
}

/// <summary>One class of a provider.</summary>
public readonly record struct ResourceSummary(long Capacity, long Used);

using System.Text.Json;
using Respite.Situations;

namespace Respite.Lab.Tests.Differential;

/// <summary>The part of a situation that is Placement's: custom traits, nested providers, and what stands in for other consumers.</summary>
/// <remarks>
/// The nested providers are made once and stay while situations come and go, without an inventory where they are not wanted: a nova-compute that has seen
/// one fails every boot for five minutes after it is deleted (ResourceProviderAllocationRetrievalFailed, seen on Nova Zed).
/// </remarks>
internal sealed class LabProviders(LabApi api)
{
    private readonly List<string> consumers = [];

    public async Task PrepareAsync(Situation situation)
    {
        foreach (var trait in RandomSituation.AllTraits)
            await api.Placement(HttpMethod.Put, $"/traits/{trait}");
        foreach (var resource in RandomSituation.AllClasses)
            await api.Placement(HttpMethod.Put, $"/resource_classes/{resource}");
        var ids = await ProvidersAsync();
        foreach (var host in situation.Hosts)
            for (var i = 0; i < RandomSituation.MostNested; i++)
                if (!ids.ContainsKey(Nested(host.Name, i)))
                    await api.Placement(HttpMethod.Post, "/resource_providers", JsonSerializer.Serialize(new { name = Nested(host.Name, i), parent_provider_uuid = ids[host.Name] }));
        ids = await ProvidersAsync();
        await Task.WhenAll(situation.Hosts.Select(host => PrepareAsync(host, ids)));
    }

    /// <summary>Fills hosts by consumers that Nova does not know, which it leaves alone.</summary>
    public async Task TakeAsync(Situation situation)
    {
        var ids = await ProvidersAsync();
        await Task.WhenAll(situation.Hosts.Select(host => TakeAsync(host, ids)));
    }

    /// <summary>Takes away what the last situation was.</summary>
    public async Task LeaveAsync()
    {
        await Task.WhenAll(consumers.Select(consumer => api.TryPlacement(HttpMethod.Delete, $"/allocations/{consumer}")));
        consumers.Clear();
        await Task.WhenAll((await ProvidersAsync()).Select(async provider =>
        {
            if (IsNested(provider.Key))
                await SetInventoryAsync(provider.Value, []);
            await SetTraitsAsync(provider.Value, own => own.Where(t => !t.StartsWith("CUSTOM_", StringComparison.Ordinal)));
        }));
    }

    /// <summary>Takes away all that any run has left, and what the computes remember of it.</summary>
    public async Task ClearAsync()
    {
        var nested = (await ProvidersAsync()).Where(p => IsNested(p.Key)).Select(p => p.Value).ToList();
        foreach (var id in nested)
            foreach (var left in (await api.Placement(HttpMethod.Get, $"/resource_providers/{id}/allocations")).GetProperty("allocations").EnumerateObject())
                await api.TryPlacement(HttpMethod.Delete, $"/allocations/{left.Name}");
        await LeaveAsync();
        foreach (var id in nested)
            await api.Placement(HttpMethod.Delete, $"/resource_providers/{id}");
        if (nested.Count > 0)
            await LabCloud.Service("restart", "computes");
    }

    private static string Nested(string host, int index) => $"{LabSituation.Mark}{host}-{index}";

    private static bool IsNested(string name) => name.StartsWith(LabSituation.Mark, StringComparison.Ordinal);

    private async Task PrepareAsync(SituationHost host, Dictionary<string, string> ids)
    {
        await SetTraitsAsync(ids[host.Name], own => own.Concat(host.Traits));
        for (var i = 0; i < host.Nested.Count; i++)
        {
            var (id, nested) = (ids[Nested(host.Name, i)], host.Nested[i]);
            await SetInventoryAsync(id, new Dictionary<string, object> { [nested.ResourceClass] = new { total = nested.Total } });
            await SetTraitsAsync(id, _ => nested.Trait is { } trait ? [trait] : []);
        }
    }

    private async Task TakeAsync(SituationHost host, Dictionary<string, string> ids)
    {
        if (host.Taken.Count > 0)
            await TakeAsync(ids[host.Name], host.Taken);
        for (var i = 0; i < host.Nested.Count; i++)
            if (host.Nested[i].Taken > 0)
                await TakeAsync(ids[Nested(host.Name, i)], new Dictionary<string, int> { [host.Nested[i].ResourceClass] = host.Nested[i].Taken });
    }

    private async Task<Dictionary<string, string>> ProvidersAsync() => (await api.Placement(HttpMethod.Get, "/resource_providers")).GetProperty("resource_providers").EnumerateArray()
        .ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("uuid").GetString()!);

    private async Task SetInventoryAsync(string provider, Dictionary<string, object> inventories)
    {
        var now = await api.Placement(HttpMethod.Get, $"/resource_providers/{provider}/inventories");
        await api.Placement(
            HttpMethod.Put, $"/resource_providers/{provider}/inventories",
            JsonSerializer.Serialize(new { resource_provider_generation = now.GetProperty("resource_provider_generation").GetInt32(), inventories }));
    }

    private async Task SetTraitsAsync(string provider, Func<IEnumerable<string>, IEnumerable<string>> change)
    {
        var now = await api.Placement(HttpMethod.Get, $"/resource_providers/{provider}/traits");
        var own = now.GetProperty("traits").EnumerateArray().Select(t => t.GetString()!).ToList();
        var traits = change(own).Distinct().ToList();
        if (!traits.ToHashSet().SetEquals(own))
            await api.Placement(
                HttpMethod.Put, $"/resource_providers/{provider}/traits",
                JsonSerializer.Serialize(new { resource_provider_generation = now.GetProperty("resource_provider_generation").GetInt32(), traits }));
    }

    /// <summary>As much of it as there is room for: an instance may have been booted there.</summary>
    private async Task TakeAsync(string provider, IReadOnlyDictionary<string, int> wanted)
    {
        var inventories = (await api.Placement(HttpMethod.Get, $"/resource_providers/{provider}/inventories")).GetProperty("inventories");
        var usages = (await api.Placement(HttpMethod.Get, $"/resource_providers/{provider}/usages")).GetProperty("usages");
        var resources = wanted.ToDictionary(w => w.Key, w => Math.Min(w.Value, Free(inventories.GetProperty(w.Key), usages.GetProperty(w.Key).GetInt32())))
            .Where(r => r.Value > 0).ToDictionary();
        if (resources.Count == 0)
            return;
        var consumer = Guid.NewGuid().ToString();
        lock (consumers)
            consumers.Add(consumer);
        var allocations = new Dictionary<string, object> { [provider] = new { resources } };
        await api.Placement(HttpMethod.Put, $"/allocations/{consumer}", JsonSerializer.Serialize(new
        {
            allocations, project_id = api.ProjectId, user_id = api.ProjectId, consumer_generation = (int?)null, consumer_type = "OTHER",
        }));
    }

    private static int Free(JsonElement inventory, int used) => Math.Min(
        inventory.GetProperty("max_unit").GetInt32(),
        (int)((inventory.GetProperty("total").GetInt32() - inventory.GetProperty("reserved").GetInt32()) * inventory.GetProperty("allocation_ratio").GetDouble()) - used);
}

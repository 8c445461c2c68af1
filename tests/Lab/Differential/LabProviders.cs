using System.Text.Json;
using Respite.Situations;

namespace Respite.Lab.Tests.Differential;

/// <summary>The part of a situation that is Placement's: custom traits, nested providers, and what stands in for other consumers.</summary>
internal sealed class LabProviders(LabApi api)
{
    private readonly List<string> consumers = [];
    private readonly Dictionary<(string Host, int Index), string> nested = [];

    /// <summary>Traits, and providers below the hosts' own. Nova leaves alone what it has not made.</summary>
    public async Task PrepareAsync(Situation situation)
    {
        var traits = situation.Hosts.SelectMany(h => h.Traits.Concat(h.Nested.Select(n => n.Trait).OfType<string>())).Distinct().ToList();
        foreach (var trait in traits)
            await api.Placement(HttpMethod.Put, $"/traits/{trait}");
        foreach (var resource in situation.Hosts.SelectMany(h => h.Nested).Select(n => n.ResourceClass).Where(c => c.StartsWith("CUSTOM_", StringComparison.Ordinal)).Distinct())
            await api.Placement(HttpMethod.Put, $"/resource_classes/{resource}");
        var roots = await RootsAsync();
        foreach (var host in situation.Hosts)
        {
            await SetTraitsAsync(roots[host.Name], own => own.Concat(host.Traits));
            for (var i = 0; i < host.Nested.Count; i++)
                nested[(host.Name, i)] = await AddAsync($"{LabSituation.Mark}{host.Name}-{i}", roots[host.Name], host.Nested[i]);
        }
    }

    /// <summary>Fills hosts by consumers that Nova does not know, which it leaves alone.</summary>
    public async Task TakeAsync(Situation situation)
    {
        var roots = await RootsAsync();
        foreach (var host in situation.Hosts)
        {
            if (host.Taken.Count > 0)
                await TakeAsync(roots[host.Name], host.Taken);
            for (var i = 0; i < host.Nested.Count; i++)
                if (host.Nested[i].Taken > 0)
                    await TakeAsync(nested[(host.Name, i)], new Dictionary<string, int> { [host.Nested[i].ResourceClass] = host.Nested[i].Taken });
        }
    }

    /// <summary>Also what an earlier run that was stopped has left. The allocations on the hosts' own providers are gone with a reset.</summary>
    public async Task ClearAsync()
    {
        foreach (var consumer in consumers)
            await api.TryPlacement(HttpMethod.Delete, $"/allocations/{consumer}");
        consumers.Clear();
        nested.Clear();
        foreach (var provider in (await api.Placement(HttpMethod.Get, "/resource_providers")).GetProperty("resource_providers").EnumerateArray())
        {
            var (name, id) = (provider.GetProperty("name").GetString()!, provider.GetProperty("uuid").GetString()!);
            if (name.StartsWith(LabSituation.Mark, StringComparison.Ordinal))
            {
                foreach (var left in (await api.Placement(HttpMethod.Get, $"/resource_providers/{id}/allocations")).GetProperty("allocations").EnumerateObject())
                    await api.TryPlacement(HttpMethod.Delete, $"/allocations/{left.Name}");
                await api.Placement(HttpMethod.Delete, $"/resource_providers/{id}");
            }
            else
                await SetTraitsAsync(id, own => own.Where(t => !t.StartsWith("CUSTOM_", StringComparison.Ordinal)));
        }
    }

    private async Task<Dictionary<string, string>> RootsAsync() => (await api.Placement(HttpMethod.Get, "/resource_providers")).GetProperty("resource_providers").EnumerateArray()
        .ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("uuid").GetString()!);

    private async Task<string> AddAsync(string name, string parent, SituationProvider provider)
    {
        var made = await api.Placement(HttpMethod.Post, "/resource_providers", JsonSerializer.Serialize(new { name, parent_provider_uuid = parent }));
        var id = made.GetProperty("uuid").GetString()!;
        var inventory = new Dictionary<string, object> { [provider.ResourceClass] = new { total = provider.Total } };
        await api.Placement(HttpMethod.Put, $"/resource_providers/{id}/inventories", JsonSerializer.Serialize(new { resource_provider_generation = 0, inventories = inventory }));
        if (provider.Trait is { } trait)
            await SetTraitsAsync(id, _ => [trait]);
        return id;
    }

    private async Task SetTraitsAsync(string provider, Func<IEnumerable<string>, IEnumerable<string>> change)
    {
        var now = await api.Placement(HttpMethod.Get, $"/resource_providers/{provider}/traits");
        var own = now.GetProperty("traits").EnumerateArray().Select(t => t.GetString()!).ToList();
        var traits = change(own).Distinct().ToList();
        if (traits.Count != own.Count)
            await api.Placement(
                HttpMethod.Put, $"/resource_providers/{provider}/traits",
                JsonSerializer.Serialize(new { resource_provider_generation = now.GetProperty("resource_provider_generation").GetInt32(), traits }));
    }

    /// <summary>As much of it as there is room for: an instance may have been booted there.</summary>
    private async Task TakeAsync(string provider, IReadOnlyDictionary<string, int> wanted)
    {
        var inventories = (await api.Placement(HttpMethod.Get, $"/resource_providers/{provider}/inventories")).GetProperty("inventories");
        var usages = (await api.Placement(HttpMethod.Get, $"/resource_providers/{provider}/usages")).GetProperty("usages");
        var resources = wanted.ToDictionary(w => w.Key, w => Math.Min(w.Value, Free(inventories.GetProperty(w.Key), usages.GetProperty(w.Key).GetInt32())));
        resources = resources.Where(r => r.Value > 0).ToDictionary();
        if (resources.Count == 0)
            return;
        var consumer = Guid.NewGuid().ToString();
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

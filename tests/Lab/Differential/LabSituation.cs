using System.Text.Json;
using Respite.Situations;

namespace Respite.Lab.Tests.Differential;

/// <summary>Makes a situation real on the lab, and takes everything of it away again.</summary>
internal sealed class LabSituation(LabCloud cloud, LabProviders providers)
{
    /// <summary>What the name of everything that a situation makes begins with.</summary>
    public const string Mark = "situation-";

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(150);
    private readonly LabApi api = cloud.Api;
    private readonly List<(int Id, IReadOnlyList<string> Hosts)> aggregates = [];
    private readonly List<string> undo = [];

    /// <summary>Builds it.</summary>
    /// <returns>The servers that Nova has booted, there or elsewhere, by the instances' names; what it refused to boot anywhere is gone again.</returns>
    public async Task<IReadOnlyDictionary<string, LabServer>> BuildAsync(Situation situation)
    {
        await providers.PrepareAsync(situation);
        await Task.WhenAll(situation.Aggregates.Where(a => !a.Late).Select(AggregateAsync));
        var flavors = await FlavorsAsync(situation);
        var groups = await GroupsAsync(situation);
        var images = await ImagesAsync();
        var booted = await BootAsync(situation.Instances, i => BootAsync(i, i.Host, flavors[i.Flavor], images[i.OsType ?? ""], i.Group is null ? null : groups[i.Group]));
        booted = await BootAsync(
            situation.Instances.Where(i => !booted.ContainsKey(i.Name)), i => BootAsync(i, null, flavors[i.Flavor], images[i.OsType ?? ""], i.Group is null ? null : groups[i.Group]));
        await Task.WhenAll(situation.Instances.Where(i => i.Off && booted.ContainsKey(i.Name)).Select(i => cloud.Act(booted[i.Name], """{"os-stop": null}""")));
        await LabCloud.Until(async () => (await MineAsync()).All(s => s.TaskState is null), "servers to stop", every: Often);

        await Task.WhenAll(situation.Aggregates.Where(a => a.Late).Select(AggregateAsync));
        await providers.TakeAsync(situation);
        await DisableAsync(situation);
        return (await MineAsync()).ToDictionary(s => s.Name[Mark.Length..]);
    }

    /// <summary>Takes away what <see cref="BuildAsync"/> has made.</summary>
    public async Task LeaveAsync()
    {
        await DeleteServersAsync();
        foreach (var service in (await api.Nova(HttpMethod.Get, "/os-services?binary=nova-compute")).GetProperty("services").EnumerateArray())
            if (Text(service, "status") == "disabled")
                await api.Nova(HttpMethod.Put, $"/os-services/{Text(service, "id")}", """{"status": "enabled"}""");
        await Task.WhenAll(aggregates.Select(a => DeleteAsync(a.Id, a.Hosts)));
        await Task.WhenAll(undo.Select(path => api.Nova(HttpMethod.Delete, path)));
        aggregates.Clear();
        undo.Clear();
        await providers.LeaveAsync();
        await DisabledAsync(0);
    }

    /// <summary>Takes away what any run has left, and resets the lab.</summary>
    public async Task ClearAsync()
    {
        await DeleteServersAsync();
        foreach (var flavor in (await api.Nova(HttpMethod.Get, "/flavors?is_public=None")).GetProperty("flavors").EnumerateArray().Where(IsMine))
            await api.Nova(HttpMethod.Delete, $"/flavors/{Text(flavor, "id")}");
        await LabCloud.Reset();
        await providers.ClearAsync();
    }

    private async Task DeleteServersAsync()
    {
        await Task.WhenAll((await MineAsync()).Select(s => api.Nova(HttpMethod.Delete, $"/servers/{s.Id}")));
        await LabCloud.Until(async () => (await MineAsync()).Count == 0, "servers to go", every: Often);
    }

    private async Task DeleteAsync(int aggregate, IReadOnlyList<string> hosts)
    {
        foreach (var host in hosts)
            await api.Nova(HttpMethod.Post, $"/os-aggregates/{aggregate}/action", JsonSerializer.Serialize(new { remove_host = new { host } }));
        await api.Nova(HttpMethod.Delete, $"/os-aggregates/{aggregate}");
    }

    private async Task<IReadOnlyList<LabServer>> MineAsync() => [.. (await cloud.Servers()).Where(s => s.Name.StartsWith(Mark, StringComparison.Ordinal))];

    private static bool IsMine(JsonElement named) => Text(named, "name").StartsWith(Mark, StringComparison.Ordinal);

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private async Task AggregateAsync(SituationAggregate aggregate)
    {
        var made = await api.Nova(HttpMethod.Post, "/os-aggregates", JsonSerializer.Serialize(new { aggregate = new { name = Mark + aggregate.Name } }));
        var id = made.GetProperty("aggregate").GetProperty("id").GetInt32();
        lock (aggregates)
            aggregates.Add((id, aggregate.Hosts));
        var actions = $"/os-aggregates/{id}/action";
        var metadata = aggregate.Metadata.ToDictionary(m => m.Key, m => m.Value.Replace(RandomSituation.OwnProject, api.ProjectId, StringComparison.Ordinal));
        await api.Nova(HttpMethod.Post, actions, JsonSerializer.Serialize(new { set_metadata = new { metadata } }));
        foreach (var host in aggregate.Hosts)
            await api.Nova(HttpMethod.Post, actions, JsonSerializer.Serialize(new { add_host = new { host } }));
    }

    private async Task<Dictionary<string, string>> FlavorsAsync(Situation situation)
    {
        var ids = new Dictionary<string, string>();
        foreach (var f in situation.Flavors)
        {
            var made = await api.Nova(HttpMethod.Post, "/flavors", JsonSerializer.Serialize(new { flavor = new { name = Mark + f.Name, vcpus = f.Vcpus, ram = f.Ram, disk = f.Disk } }));
            ids[f.Name] = Text(made.GetProperty("flavor"), "id");
            undo.Add($"/flavors/{ids[f.Name]}");
            if (f.ExtraSpecs.Count > 0)
                await api.Nova(HttpMethod.Post, $"/flavors/{ids[f.Name]}/os-extra_specs", JsonSerializer.Serialize(new { extra_specs = f.ExtraSpecs }));
        }
        return ids;
    }

    private async Task<Dictionary<string, string>> GroupsAsync(Situation situation)
    {
        var ids = new Dictionary<string, string>();
        foreach (var g in situation.Groups)
        {
            object group = g.MaxServerPerHost is { } most
                ? new { name = Mark + g.Name, policy = g.Policy, rules = new { max_server_per_host = most } }
                : new { name = Mark + g.Name, policy = g.Policy };
            ids[g.Name] = Text((await api.Nova(HttpMethod.Post, "/os-server-groups", JsonSerializer.Serialize(new { server_group = group }))).GetProperty("server_group"), "id");
            undo.Add($"/os-server-groups/{ids[g.Name]}");
        }
        return ids;
    }

    /// <summary>By <c>os_type</c>. Images are left: a lab has some.</summary>
    private async Task<Dictionary<string, string>> ImagesAsync()
    {
        var images = new Dictionary<string, string>();
        foreach (var type in RandomSituation.OsTypes.Prepend(""))
            images[type] = await api.ImageAsync(type.Length == 0 ? "lab-image" : $"lab-image-{type}", type);
        return images;
    }

    /// <param name="host">Null: the scheduler chooses.</param>
    private Task BootAsync(SituationInstance instance, string? host, string flavor, string image, string? group) =>
        api.Nova(HttpMethod.Post, "/servers", SchedulerProbe.BootBody(instance, Mark + instance.Name, flavor, image, host, group));

    private async Task<Dictionary<string, LabServer>> BootAsync(IEnumerable<SituationInstance> instances, Func<SituationInstance, Task> boot)
    {
        await Task.WhenAll(instances.Select(boot));
        await LabCloud.Until(async () => (await MineAsync()).All(s => s.Status is "ACTIVE" or "ERROR"), "servers to boot", every: Often);
        foreach (var refused in (await MineAsync()).Where(s => s.Status == "ERROR"))
            await api.Nova(HttpMethod.Delete, $"/servers/{refused.Id}");
        await LabCloud.Until(async () => (await MineAsync()).All(s => s.Status != "ERROR"), "refused servers to go", every: Often);
        return (await MineAsync()).ToDictionary(s => s.Name[Mark.Length..]);
    }

    private async Task DisableAsync(Situation situation)
    {
        var disabled = situation.Hosts.Where(h => h.Disabled).Select(h => h.Name).ToHashSet();
        foreach (var service in (await api.Nova(HttpMethod.Get, "/os-services?binary=nova-compute")).GetProperty("services").EnumerateArray())
            if (disabled.Contains(Text(service, "host")))
                await api.Nova(HttpMethod.Put, $"/os-services/{Text(service, "id")}", """{"status": "disabled"}""");
        await DisabledAsync(disabled.Count);
    }

    private Task DisabledAsync(int count) => LabCloud.Until(
        async () => (await api.Placement(HttpMethod.Get, "/resource_providers?required=COMPUTE_STATUS_DISABLED")).GetProperty("resource_providers").GetArrayLength() == count,
        "the disabled hosts' traits", every: Often);
}

using System.Text.Json;
using Respite.Situations;

namespace Respite.Lab.Tests.Differential;

/// <summary>Makes a situation real on the lab, and takes everything of it away again.</summary>
internal sealed class LabSituation(LabCloud cloud, LabProviders providers)
{
    /// <summary>What the name of everything that a situation makes begins with.</summary>
    public const string Mark = "situation-";

    private readonly LabApi api = cloud.Api;

    /// <summary>Builds it.</summary>
    /// <returns>The servers that Nova has booted, there or elsewhere, by the instances' names; what it refused to boot anywhere is gone again.</returns>
    public async Task<IReadOnlyDictionary<string, LabServer>> BuildAsync(Situation situation)
    {
        await ClearAsync();
        await providers.PrepareAsync(situation);
        await Task.WhenAll(situation.Aggregates.Where(a => !a.Late).Select(AggregateAsync));
        var flavors = await FlavorsAsync(situation);
        var groups = await GroupsAsync(situation);
        var image = await ImageAsync();
        var booted = await BootAsync(situation.Instances, i => BootAsync(i, i.Host, flavors[i.Flavor], image, i.Group is null ? null : groups[i.Group]));
        booted = await BootAsync(
            situation.Instances.Where(i => !booted.ContainsKey(i.Name)), i => BootAsync(i, null, flavors[i.Flavor], image, i.Group is null ? null : groups[i.Group]));
        await Task.WhenAll(situation.Instances.Where(i => i.Off && booted.ContainsKey(i.Name)).Select(i => cloud.Act(booted[i.Name], """{"os-stop": null}""")));
        await LabCloud.Until(async () => (await MineAsync()).All(s => s.TaskState is null), "servers to stop");

        await Task.WhenAll(situation.Aggregates.Where(a => a.Late).Select(AggregateAsync));
        await providers.TakeAsync(situation);
        await DisableAsync(situation);
        return (await MineAsync()).ToDictionary(s => s.Name[Mark.Length..]);
    }

    public async Task ClearAsync()
    {
        foreach (var server in await MineAsync())
            await api.Nova(HttpMethod.Delete, $"/servers/{server.Id}");
        await LabCloud.Until(async () => (await MineAsync()).Count == 0, "servers to go");
        foreach (var flavor in (await api.Nova(HttpMethod.Get, "/flavors?is_public=None")).GetProperty("flavors").EnumerateArray().Where(IsMine))
            await api.Nova(HttpMethod.Delete, $"/flavors/{Text(flavor, "id")}");
        await LabCloud.Reset();
        await providers.ClearAsync();
    }

    private async Task<IReadOnlyList<LabServer>> MineAsync() => [.. (await cloud.Servers()).Where(s => s.Name.StartsWith(Mark, StringComparison.Ordinal))];

    private static bool IsMine(JsonElement named) => Text(named, "name").StartsWith(Mark, StringComparison.Ordinal);

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private async Task AggregateAsync(SituationAggregate aggregate)
    {
        var made = await api.Nova(HttpMethod.Post, "/os-aggregates", JsonSerializer.Serialize(new { aggregate = new { name = Mark + aggregate.Name } }));
        var actions = $"/os-aggregates/{made.GetProperty("aggregate").GetProperty("id").GetInt32()}/action";
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
        }
        return ids;
    }

    /// <summary>The lab's image, which seeding makes.</summary>
    private async Task<string> ImageAsync()
    {
        if (await api.ImageAsync("lab-image") is { } image)
            return image;
        await LabCloud.Seed("--count", "1", "--no-network");
        await LabCloud.Reset();
        return (await api.ImageAsync("lab-image"))!;
    }

    /// <param name="host">Null: the scheduler chooses.</param>
    private Task BootAsync(SituationInstance instance, string? host, string flavor, string image, string? group)
    {
        // It takes every destination's check to be refused to learn of all that the scheduler would accept (RealScheduler).
        var server = new Dictionary<string, object>
        {
            ["name"] = Mark + instance.Name, ["flavorRef"] = flavor, ["imageRef"] = image, ["networks"] = "none",
            ["metadata"] = new { lab_mode = instance.Off ? "failcold" : "failcheck", lab_lm_seconds = "0", lab_cm_seconds = "0" },
        };
        if (host is not null)
            server["host"] = host;
        if (instance.Zone is not null)
            server["availability_zone"] = instance.Zone;
        var body = new Dictionary<string, object> { ["server"] = server };
        if (group is not null)
            body["os:scheduler_hints"] = new { group };
        return api.Nova(HttpMethod.Post, "/servers", JsonSerializer.Serialize(body));
    }

    private async Task<Dictionary<string, LabServer>> BootAsync(IEnumerable<SituationInstance> instances, Func<SituationInstance, Task> boot)
    {
        await Task.WhenAll(instances.Select(boot));
        await LabCloud.Until(async () => (await MineAsync()).All(s => s.Status is "ACTIVE" or "ERROR"), "servers to boot");
        foreach (var refused in (await MineAsync()).Where(s => s.Status == "ERROR"))
            await api.Nova(HttpMethod.Delete, $"/servers/{refused.Id}");
        await LabCloud.Until(async () => (await MineAsync()).All(s => s.Status != "ERROR"), "refused servers to go");
        return (await MineAsync()).ToDictionary(s => s.Name[Mark.Length..]);
    }

    private async Task DisableAsync(Situation situation)
    {
        var disabled = situation.Hosts.Where(h => h.Disabled).Select(h => h.Name).ToHashSet();
        foreach (var service in (await api.Nova(HttpMethod.Get, "/os-services?binary=nova-compute")).GetProperty("services").EnumerateArray())
            if (disabled.Contains(Text(service, "host")))
                await api.Nova(HttpMethod.Put, $"/os-services/{Text(service, "id")}", """{"status": "disabled"}""");
        await LabCloud.Until(
            async () => (await api.Placement(HttpMethod.Get, "/resource_providers?required=COMPUTE_STATUS_DISABLED")).GetProperty("resource_providers").GetArrayLength() == disabled.Count,
            "the disabled hosts' traits");
    }
}

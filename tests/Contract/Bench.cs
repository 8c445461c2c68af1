using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests;

/// <summary>What every test of the suite works with: servers made over the API, waiting, and looking while something happens.</summary>
public sealed class Bench(CloudUnderTest cloud) : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(80);

    private readonly List<string> _servers = [];
    private readonly List<string> _groups = [];

    public CloudUnderTest Cloud { get; } = cloud;

    public Api Api { get; } = new(cloud);

    public async Task<string> FlavorAsync(int ram = 512)
    {
        var flavors = await Api.GetAsync("compute", "/flavors/detail");
        return flavors["flavors"]!.AsArray().First(f => f!["ram"]!.GetValue<int>() == ram)!["id"]!.GetValue<string>();
    }

    /// <summary>Asks for a server; does not wait.</summary>
    public async Task<string> BootAsync(string name, string? host, int ram = 512, string? mode = null, string? zone = null, string? group = null, double? seconds = null, double? settle = null)
    {
        var server = new JsonObject
        {
            ["name"] = $"contract-{name}", ["flavorRef"] = await FlavorAsync(ram), ["imageRef"] = await Cloud.ImageIdAsync(Api), ["networks"] = "none", ["metadata"] = new JsonObject(),
        };
        if (host is not null)
            server["host"] = host;
        if (zone is not null)
            server["availability_zone"] = zone;
        if (mode is not null)
            server["metadata"]!["lab_mode"] = mode;
        if (seconds is not null)
            server["metadata"]!["lab_lm_seconds"] = seconds.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (settle is not null)
            server["metadata"]!["lab_settle_seconds"] = settle.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var body = new JsonObject { ["server"] = server };
        if (group is not null)
            body["os:scheduler_hints"] = new JsonObject { ["group"] = group };
        var answer = await Api.CallAsync(HttpMethod.Post, "compute", "/servers", body);
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Text);
        var id = answer.Body!["server"]!["id"]!.GetValue<string>();
        _servers.Add(id);
        return id;
    }

    /// <summary>A server that is ACTIVE on the host.</summary>
    public async Task<string> ServerAsync(string name, string? host, int ram = 512, string? mode = null, string? zone = null, string? group = null, double? seconds = null, double? settle = null)
    {
        var id = await BootAsync(name, host, ram, mode, zone, group, seconds, settle);
        await StatusAsync(id, "ACTIVE");
        return id;
    }

    public async Task<JsonNode> GetServerAsync(string id) => (await Api.GetAsync("compute", $"/servers/{id}"))["server"]!;

    public Task<JsonNode> StatusAsync(string id, params string[] wanted) =>
        WaitAsync($"server {id} {string.Join('/', wanted)}", () => GetServerAsync(id), s => wanted.Contains(s.Text("status")) && s.Text("OS-EXT-STS:task_state") is null);

    /// <summary>The newest migration of the server whose id is above <paramref name="after"/>, once it is in one of the states.</summary>
    public Task<JsonNode> MigrationAsync(string server, int after, params string[] wanted) => WaitAsync(
        $"a migration of {server} {string.Join('/', wanted)}",
        () => NewestAsync(server, after),
        m => m is not null && wanted.Contains(m.Text("status")))!;

    public async Task<JsonNode?> NewestAsync(string server, int after = 0)
    {
        var all = await Api.GetAsync("compute", $"/os-migrations?instance_uuid={server}");
        return all["migrations"]!.AsArray().FirstOrDefault(m => m!["id"]!.GetValue<int>() > after);
    }

    public async Task<int> LastMigrationIdAsync(string server) => (await NewestAsync(server))?["id"]!.GetValue<int>() ?? 0;

    /// <summary>The newest action of that name, with its events.</summary>
    public async Task<JsonNode> ActionAsync(string server, string action)
    {
        var all = await Api.GetAsync("compute", $"/servers/{server}/os-instance-actions");
        var request = all["instanceActions"]!.AsArray().First(a => a!.Text("action") == action)!.Text("request_id");
        return (await Api.GetAsync("compute", $"/servers/{server}/os-instance-actions/{request}"))["instanceAction"]!;
    }

    public async Task<T> WaitAsync<T>(string what, Func<Task<T>> look, Func<T, bool> done)
    {
        T seen = default!;
        for (var i = 0; i < 700; i++)
        {
            seen = await look();
            if (done(seen))
                return seen;
            await Cloud.PassAsync(Tick);
        }
        throw new TimeoutException($"Waited for {what}; last seen: {(seen as JsonNode)?.ToJsonString() ?? $"{seen}"}");
    }

    /// <summary>Each different thing seen, in order, until one ends it.</summary>
    public async Task<List<string>> WatchAsync(Func<Task<string>> look, Func<string, bool> last)
    {
        var seen = new List<string>();
        for (var i = 0; i < 700; i++)
        {
            var now = await look();
            if (seen.LastOrDefault() != now)
                seen.Add(now);
            if (last(now))
                return seen;
            await Cloud.PassAsync(Tick / 2);
        }
        throw new TimeoutException($"No end after: {string.Join(", ", seen)}");
    }

    public async Task<string> GroupAsync(string policy, int? maxPerHost = null)
    {
        var asked = new JsonObject { ["name"] = $"contract-{policy}", ["policy"] = policy };
        if (maxPerHost is not null)
            asked["rules"] = new JsonObject { ["max_server_per_host"] = maxPerHost };
        var answer = await Api.CallAsync(HttpMethod.Post, "compute", "/os-server-groups", new JsonObject { ["server_group"] = asked });
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        var id = answer.Body!["server_group"].Text("id")!;
        _groups.Add(id);
        return id;
    }

    /// <summary>What the consumer holds, as host name to amounts.</summary>
    public async Task<Dictionary<string, JsonNode>> AllocationAsync(string consumer)
    {
        var body = await Api.GetAsync("placement", $"/allocations/{consumer}");
        var held = new Dictionary<string, JsonNode>();
        foreach (var (provider, allocation) in body["allocations"]!.AsObject())
            held[(await Api.GetAsync("placement", $"/resource_providers/{provider}")).Text("name")!] = allocation!["resources"]!;
        return held;
    }

    public async Task<string> ProviderAsync(string host) =>
        (await Api.GetAsync("placement", $"/resource_providers?name={host}"))["resource_providers"]![0].Text("uuid")!;

    public async Task<JsonNode> ServiceAsync(string host) =>
        (await Api.GetAsync("compute", $"/os-services?binary=nova-compute&host={host}"))["services"]![0]!;

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _servers)
            await Api.CallAsync(HttpMethod.Delete, "compute", $"/servers/{id}");
        foreach (var id in _servers)
            await WaitAsync($"{id} gone", () => Api.CallAsync(HttpMethod.Get, "compute", $"/servers/{id}"), a => a.Status == HttpStatusCode.NotFound);
        foreach (var id in _groups)
            await Api.CallAsync(HttpMethod.Delete, "compute", $"/os-server-groups/{id}");
        Api.Dispose();
    }
}

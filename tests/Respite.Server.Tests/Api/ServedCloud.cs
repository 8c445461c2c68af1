using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Server.Auth;
using Respite.Server.Tests.Api.Documents;
using Respite.Server.Tests.Telemetry;
using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Model;

namespace Respite.Server.Tests.Api;

/// <summary>A simulated cloud of four hosts in fast motion and a server in this process, both on loopback ports.</summary>
internal sealed class ServedCloud : IAsyncDisposable
{
    public const string Host = "compute-01";
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Func<Task<RespiteServer>> serve;
    private readonly string folder;
    private RespiteServer server;
    private HttpClient client;

    private ServedCloud(SimulatedCloud cloud, RespiteServer server, Func<Task<RespiteServer>> serve, string folder)
    {
        Cloud = cloud;
        this.server = server;
        this.serve = serve;
        this.folder = folder;
        client = Client(server);
    }

    public SimulatedCloud Cloud { get; }

    public Uri Url => server.Url;

    public string LocalToken => server.Token;

    public string StateDirectory => Path.Combine(folder, "state");

    /// <param name="build">Adds to the cloud before anything looks at it.</param>
    /// <param name="keystone">Null: the local token alone is let in.</param>
    /// <param name="configure">Null: nothing but the state and the cloud is said.</param>
    public static async Task<ServedCloud> StartAsync(Action<CloudBuilder> build, string computeMaximum = "2.93", RoleMap? keystone = null, Func<ServerOptions, ServerOptions>? configure = null,
        bool volumeKeysReadable = false)
    {
        var cloud = SimulatedCloud.Create(new SimulationOptions { Speed = 20, ComputeMaximum = computeMaximum, MaxConcurrentLiveMigrations = 2, VolumeKeysReadable = volumeKeysReadable });
        for (var host = 1; host <= 4; host++)
            cloud.Build.AddHost(new HostSpec($"compute-{host:00}"));
        build(cloud.Build);
        await cloud.StartAsync();
        var folder = Directory.CreateTempSubdirectory("respite-served-").FullName;
        cloud.WriteCloudsYaml(Path.Combine(folder, "clouds.yaml"));
        var serve = () => ServeAsync(folder, "state", keystone, configure ?? (options => options));
        return new ServedCloud(cloud, await serve(), serve, folder);
    }

    /// <summary>Stops the server, and starts another on the same state.</summary>
    public async Task RestartAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        server = await serve();
        client = Client(server);
    }

    /// <summary>Another server of this cloud, with a state directory of its own; the caller's to stop.</summary>
    public Task<RespiteServer> ReplicaAsync(Func<ServerOptions, ServerOptions> configure) => ServeAsync(folder, "replica", null, configure);

    public static HttpClient Client(RespiteServer server)
    {
        var client = new HttpClient(new DocumentedHandler()) { BaseAddress = server.Url };
        client.DefaultRequestHeaders.Add("X-Auth-Token", server.Token);
        return client;
    }

    /// <summary>The place of clouds.yaml is this process's, so one server at a time looks for it.</summary>
    private static async Task<RespiteServer> ServeAsync(string folder, string state, RoleMap? keystone, Func<ServerOptions, ServerOptions> configure)
    {
        await OneAtATime.WaitAsync();
        try
        {
            Environment.SetEnvironmentVariable("OS_CLIENT_CONFIG_FILE", Path.Combine(folder, "clouds.yaml"));
            return await RespiteServer.StartAsync(configure(new ServerOptions { StateDirectory = Path.Combine(folder, state), CloudName = "simulated", Keystone = keystone }));
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    public Task<JsonElement> PlanAsync(JsonObject? policy = null) => PostAsync("/v1/plans", new JsonObject { ["host"] = Host, ["policy"] = policy ?? [] });

    public static JsonElement MoveOf(JsonElement of, string instance) => of.GetProperty("moves").EnumerateArray().Single(m => m.GetProperty("instance_name").GetString() == instance);

    public static IReadOnlyList<string> Warnings(JsonElement plan) => [.. plan.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()!)];

    /// <summary>Starts a maintenance and follows it until it is in one of these states.</summary>
    public async Task<JsonElement> DrainAsync(JsonObject policy, params string[] until)
    {
        var started = await PostAsync("/v1/maintenances", new JsonObject { ["host"] = Host, ["policy"] = policy });
        return await UntilAsync(started.GetProperty("id").GetString()!, until);
    }

    /// <summary>Follows the journal until the maintenance is in one of these states.</summary>
    public async Task<JsonElement> UntilAsync(string id, params string[] states)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/events?maintenance={id}");
        request.Headers.Add("Accept", "text/event-stream");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        while (true)
        {
            var maintenance = await client.GetFromJsonAsync<JsonElement>($"/v1/maintenances/{id}", patience.Token);
            if (states.Contains(maintenance.GetProperty("state").GetString()))
                return maintenance;
            while (await events.ReadLineAsync(patience.Token) is not null and not "")
            {
                // The rest of one event.
            }
        }
    }

    /// <summary>What <c>/metrics</c> says, series to value.</summary>
    public async Task<Dictionary<string, double>> FiguresAsync() => Measured.Read(await client.GetStringAsync("/metrics"));

    /// <summary>All of its log so far.</summary>
    public string Log() => File.Exists(Path.Combine(StateDirectory, "respite.log")) ? File.ReadAllText(Path.Combine(StateDirectory, "respite.log")) : "";

    /// <summary>What an instance's owner does in Nova, until it is done.</summary>
    public async Task ActAsync(string instance, string action, string status)
    {
        Cloud.Act(instance, action).ShouldBeTrue();
        while (Instance(instance).Status != status)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    public Instance Instance(string name) => Cloud.AllInstances.Single(i => i.Name == name);

    /// <summary>What was asked of Nova for one instance, the last word of each action.</summary>
    public IReadOnlyList<string> ActionsOn(string name) => [.. Instance(name).Actions.Select(a => a.Action).Where(a => a != "create")];

    public async Task<JsonElement> PostAsync(string path, JsonObject body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }

    public Task<JsonElement> GetAsync(string path) => client.GetFromJsonAsync<JsonElement>(path);

    /// <summary>A whole list, page by page by its links.</summary>
    public async Task<List<JsonElement>> FollowAsync(string path, string key)
    {
        var all = new List<JsonElement>();
        for (string? next = path; next is not null;)
        {
            var page = await GetAsync(next);
            all.AddRange(page.GetProperty(key).EnumerateArray());
            next = page.TryGetProperty($"{key}_links", out var links) ? links.EnumerateArray().Single(l => l.GetProperty("rel").GetString() == "next").GetProperty("href").GetString() : null;
        }
        return all;
    }

    /// <summary>Whatever the answer is.</summary>
    public async Task<(int Status, JsonElement Body)> AskAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        var (status, text) = await SendAsync(method, path, body is null ? null : JsonContent.Create(body));
        return ((int)status, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public async Task<(int Status, string Text)> TryPlanAsync(JsonObject policy)
    {
        using var answer = await client.PostAsJsonAsync("/v1/plans", new JsonObject { ["host"] = Host, ["policy"] = policy });
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends as the local user, with headers; whatever comes back.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonNode? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    /// <summary>Sends as the local user, whatever comes back.</summary>
    public async Task<(System.Net.HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        // A server may refuse a large body by its length and hang up while it is still being sent: it is asked first.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 1 << 20;
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        await Cloud.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Respite.Cli.Tests.Fakes;

/// <summary>The REST API on real HTTP, with answers that a test sets. A maintenance goes through its scripted states, one each time it is read.</summary>
public sealed class FakeServer : IAsyncDisposable
{
    public const string Token = "a-token";
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, JsonObject> maintenances = new();
    private readonly ConcurrentDictionary<string, Queue<Action<JsonObject>>> scripts = new();
    private readonly FakeJournal journal = new();

    private FakeServer(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First());
    public List<string> Requests { get; } = [];
    public List<JsonObject> Bodies { get; } = [];
    public JsonArray Hosts { get; } = [FakeJson.Host("compute-01"), FakeJson.Host("compute-02")];
    public JsonArray Policies { get; } = [];
    public JsonObject Plan { get; set; } = FakeJson.FeasiblePlan();

    /// <summary>What a new maintenance goes through.</summary>
    public Action<JsonObject>[] Script { get; set; } = [FakeJson.State("draining"), FakeJson.State("in_maintenance")];

    /// <summary>Answers before all else where it gives a result.</summary>
    public Func<HttpRequest, IResult?> Override { get; set; } = static _ => null;

    public static async Task<FakeServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var fake = new FakeServer(app);
        fake.Map();
        await app.StartAsync();
        return fake;
    }

    public void Add(string id, string host, string state, params Action<JsonObject>[] script)
    {
        maintenances[id] = FakeJson.Maintenance(id, host, state);
        scripts[id] = new Queue<Action<JsonObject>>(script);
    }

    public void Emit(string id, string message) => journal.Add(id, maintenances[id]["host"]!.GetValue<string>(), message);

    public async ValueTask DisposeAsync()
    {
        journal.Dispose();
        await app.DisposeAsync();
    }

    private void Map()
    {
        app.Use(async (context, next) =>
        {
            lock (Requests) Requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            var answer = context.Request.Headers["X-Auth-Token"] != Token ? Results.Problem(statusCode: 401) : Override(context.Request);
            if (answer is null) await next(context);
            else await answer.ExecuteAsync(context);
        });
        app.MapGet("/v1/hosts", () => Send(new JsonObject { ["hosts"] = Hosts.DeepClone() }));
        app.MapPost("/v1/plans", async (HttpRequest request) =>
        {
            var body = await BodyAsync(request);
            return Known(body["host"]!.GetValue<string>()) ? Send(Plan) : FakeJson.Problem(404, $"There is no compute host '{body["host"]}'.");
        });
        app.MapGet("/v1/policies", () => Send(new JsonObject { ["policies"] = Policies.DeepClone() }));
        app.MapGet("/v1/policies/{name}", (string name) => Policies.FirstOrDefault(p => p!["name"]!.GetValue<string>() == name) is { } policy
            ? Send(policy) : FakeJson.Problem(404, $"There is no policy {name}."));
        app.MapPost("/v1/maintenances", CreateAsync);
        app.MapGet("/v1/maintenances", List);
        app.MapGet("/v1/maintenances/{id}", (string id) => maintenances.ContainsKey(id) ? Send(Advance(id)) : FakeJson.Problem(404, $"There is no maintenance '{id}'."));
        app.MapPost("/v1/maintenances/{id}/{verb}", async (string id, string verb, HttpRequest request) =>
        {
            await BodyAsync(request);
            maintenances[id]["state"] = verb switch { "pause" => "paused", "resume" => "draining", "cancel" => "cancelling", _ => "returning" };
            return Send(maintenances[id]);
        });
        app.MapGet("/v1/events", (HttpContext context, string maintenance, long marker) => journal.AnswerAsync(context, maintenance, marker));
    }

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        var body = await BodyAsync(request);
        var host = body["host"]!.GetValue<string>();
        if (!Known(host)) return FakeJson.Problem(404, $"There is no compute host '{host}'.");
        if (maintenances.Values.FirstOrDefault(m => m["host"]!.GetValue<string>() == host && FakeJson.Open(m)) is { } open)
            return FakeJson.Conflict(host, open);
        var id = $"m-{host}";
        Add(id, host, "pending", Script);
        return Send(maintenances[id], 201);
    }

    private IResult List(HttpRequest request)
    {
        var host = (string?)request.Query["host"];
        var found = maintenances.Values.Where(m => host is null || m["host"]!.GetValue<string>() == host)
            .Where(m => request.Query["open"] != "true" || FakeJson.Open(m)).OrderByDescending(m => m["id"]!.GetValue<string>())
            .SkipWhile(m => request.Query.ContainsKey("marker") && m["id"]!.GetValue<string>() != request.Query["marker"])
            .Skip(request.Query.ContainsKey("marker") ? 1 : 0).Take(int.TryParse(request.Query["limit"], out var limit) ? limit : 1000);
        return Send(new JsonObject { ["maintenances"] = new JsonArray([.. found.Select(m => m.DeepClone())]) });
    }

    private JsonObject Advance(string id)
    {
        lock (scripts[id])
        {
            if (scripts[id].TryDequeue(out var step))
            {
                step(maintenances[id]);
                Emit(id, $"state is {maintenances[id]["state"]}");
            }

            return maintenances[id];
        }
    }

    private bool Known(string host) => Hosts.Any(h => h!["name"]!.GetValue<string>() == host);

    private async Task<JsonObject> BodyAsync(HttpRequest request)
    {
        var body = (JsonObject)(await JsonNode.ParseAsync(request.Body))!;
        lock (Bodies) Bodies.Add(body);
        return body;
    }

    private static IResult Send(JsonNode json, int status = 200) => Results.Text(json.ToJsonString(), "application/json", statusCode: status);
}

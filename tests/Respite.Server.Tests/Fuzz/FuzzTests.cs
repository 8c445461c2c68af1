using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Respite.Server.Auth;
using Respite.Server.Tests.Api;
using Respite.Server.Tests.Api.Documents;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.Fuzz;

/// <summary>
/// Ten thousand requests that no reasonable client sends, over every route of the server. RESPITE_SEED=n makes those of another seed; a failure
/// names its own.
/// </summary>
public abstract partial class FuzzTests : IAsyncLifetime
{
    private const int Requests = 10_000;

    /// <summary>Every so-manyth is not even HTTP.</summary>
    private const int Broken = 20;

    private const int EnoughFailures = 5;

    private readonly ConcurrentBag<string> failures = [];
    private readonly int seed = int.TryParse(Environment.GetEnvironmentVariable("RESPITE_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
    private ServedCloud served = null!;

    /// <summary>Of an admin: this server's own, and one of a project, by which tenants see their instances.</summary>
    private string[] tokens = [];

    /// <returns>Where the server's state is, among its options.</returns>
    private protected abstract Task<Func<ServerOptions, ServerOptions>> StateAsync();

    public async ValueTask InitializeAsync()
    {
        var state = await StateAsync();
        served = await ServedCloud.StartAsync(
            cloud =>
            {
                foreach (var name in (string[])["vm-1", "vm-2", "vm-3"])
                    cloud.AddInstance(new InstanceSpec(name) { Host = "compute-04" });
            },
            keystone: new RoleMap(),
            configure: state);
        tokens = [served.LocalToken, served.Cloud.IssueToken("root", "admin", ["admin"])];
    }

    public async ValueTask DisposeAsync()
    {
        if (served is not null)
            await served.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Whatever_is_sent_is_answered_and_nothing_breaks()
    {
        var known = await KnownAsync();
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (n, cancel) =>
        {
            if (failures.Count < EnoughFailures)
                await (n % Broken == 0 ? TryBrokenAsync(n, cancel) : TryAsync(n, known, cancel));
        });
        failures.ShouldBeEmpty($"{string.Join("\n\n", failures)}\n\nThe server's log of it:\n{Errors()}");
        Errors().ShouldBeEmpty();
        (await served.GetAsync("/v1/hosts")).GetProperty("hosts").GetArrayLength().ShouldBe(4);
    }

    /// <summary>Things that exist, of each kind, by the word before their names in a path.</summary>
    private async Task<Dictionary<string, IReadOnlyList<string>>> KnownAsync()
    {
        string[] hosts = ["compute-01", "compute-02", "compute-03", "compute-04"];
        var policies = Enumerable.Range(1, 6).Select(n => $"policy-{n}").ToList();
        foreach (var name in policies)
            (await served.AskAsync(HttpMethod.Put, $"/v1/policies/{name}", new JsonObject { ["policy"] = new JsonObject() })).Status.ShouldBe(201);
        return new()
        {
            ["hosts"] = hosts,
            ["policies"] = policies,
            ["maintenances"] = await MakeAsync("/v1/maintenances", hosts[2..].Select(host => new JsonObject { ["host"] = host, ["policy"] = new JsonObject() })),
            ["webhooks"] = await MakeAsync("/v1/webhooks", Enumerable.Range(1, 6).Select(n => new JsonObject { ["url"] = $"https://127.0.0.1:9/{n}" })),
            ["plans"] = await MakeAsync("/v1/plans?store=true", hosts[..2].Select(host => new JsonObject { ["host"] = host })),
            ["moves"] = [.. ((string[])["vm-1", "vm-2", "vm-3"]).Select(name => served.Instance(name).Id)],
        };
    }

    private async Task<List<string>> MakeAsync(string path, IEnumerable<JsonObject> bodies)
    {
        var made = new List<string>();
        foreach (var body in bodies)
            made.Add((await served.PostAsync(path, body)).GetProperty("id").GetString()!);
        return made;
    }

    private async Task TryAsync(int n, Dictionary<string, IReadOnlyList<string>> known, CancellationToken cancel)
    {
        var random = new Random(unchecked((seed * 1_000_003) + n));
        var request = FuzzRequest.Of(random, FuzzRoute.All[n % FuzzRoute.All.Count], known, tokens[random.Next(tokens.Length)]);
        await JudgeAsync(n, request, request.Bytes, request.Truncated, answer => Wrong(request, answer), cancel);
    }

    /// <summary>What the server took for its own fault, with its stack traces.</summary>
    private string Errors() => string.Concat(LogEntry().Split(served.Log()).Where(entry => entry.Contains("Z Error ", StringComparison.Ordinal)));

    private Task TryBrokenAsync(int n, CancellationToken cancel)
    {
        var request = BrokenHttp.Of(new Random(unchecked((seed * 1_000_003) + n)), served.LocalToken);
        return JudgeAsync(n, System.Text.Encoding.Latin1.GetString(request), request, ends: true, answer => answer is null or { Status: 505, Body: "" } ? null : Fault(answer), cancel);
    }

    private async Task JudgeAsync(int n, object request, byte[] bytes, bool ends, Func<WireAnswer?, string?> judge, CancellationToken cancel)
    {
        WireAnswer? answer = null;
        string? wrong;
        try
        {
            answer = await Wire.SendAsync(served.Url, n, bytes, ends, cancel);
            wrong = judge(answer);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            wrong = e.ToString();
        }
        if (wrong is not null)
            failures.Add($"RESPITE_SEED={seed}, request {n}: {wrong}\n{request}\n\n{answer}");
    }

    /// <summary>What is wrong with an answer; null: nothing.</summary>
    private static string? Wrong(FuzzRequest request, WireAnswer? answer)
    {
        if (answer is null)
            return request.Body.Length > 0 ? null : "no answer";
        if (answer.Type == "text/event-stream")
            return answer.Status == 200 ? null : "a stream that is none";
        if (Fault(answer) is { } fault)
            return fault;
        // What is no HTTP to the server below (a NUL in the path, an endless address) is refused by that, with a status alone.
        var isProblem = answer.Status >= 400 && request.Method != "HEAD" && !(answer is { Status: 400 or 405 or 414 or 431, Type: null, Body: "" });
        return isProblem ? Problem(request.Target, answer) ?? Misfit(request, answer) : Misfit(request, answer);
    }

    private static string? Fault(WireAnswer answer) =>
        answer.Status >= 500 ? "a fault of the server"
        : answer.Type is null or "application/json" or "application/problem+json" or "text/plain" && Leak().Match(answer.Body) is { Success: true } leak ? $"tells of the program: {leak.Value}"
        : null;

    /// <summary>Watcher's API tells of errors in its own shape.</summary>
    private static string? WatcherFault(WireAnswer answer) =>
        JsonDocument.Parse(JsonDocument.Parse(answer.Body).RootElement.GetProperty("error_message").GetString()!).RootElement.GetProperty("faultstring").GetString() is { Length: > 0 }
            ? null : "a fault without words";

    private static string? Problem(string path, WireAnswer answer)
    {
        if (answer.Type == "application/json" && path.StartsWith("/watcher", StringComparison.OrdinalIgnoreCase))
            return WatcherFault(answer);
        if (answer.Type != "application/problem+json")
            return "no problem";
        var problem = JsonDocument.Parse(answer.Body).RootElement;
        return problem.GetProperty("status").GetInt32() == answer.Status && problem.GetProperty("title").GetString() != "" && problem.GetProperty("detail").GetString() != ""
            ? null : "a problem without its parts";
    }

    private static string? Misfit(FuzzRequest request, WireAnswer answer)
    {
        var path = request.Target.Split('?')[0];
        // With fields= an answer is a part of what the document says; a path with dots is another path to the server.
        if (answer.Body.Length == 0 || request.Target.Contains("fields=", StringComparison.Ordinal) || path.Split('/').Any(part => part is "." or ".."))
            return null;
        var misfits = CommittedDocument.Misfits(request.Method, path, answer.Status, answer.Type, answer.Body);
        return misfits.Count > 0 ? $"not as documented: {string.Join("; ", misfits)}" : null;
    }

    [GeneratedRegex(@"^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ )", RegexOptions.Multiline)]
    private static partial Regex LogEntry();

    [GeneratedRegex(@"\bat [A-Z]\w+\.\w+|Exception\b|\b(System|Microsoft|Npgsql|Respite)\.[A-Z]\w+")]
    private static partial Regex Leak();
}

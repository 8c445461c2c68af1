using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Server.Tests.Api;

namespace Respite.Server.Tests.WatcherApi;

/// <summary>Speaks Watcher's API as its clients do, and waits for what they poll for.</summary>
internal sealed class WatcherClient(ServedCloud served)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public static JsonObject HostAudit(JsonObject? parameters = null) => new()
    {
        ["audit_type"] = "ONESHOT",
        ["goal"] = "cluster_maintaining",
        ["strategy"] = "host_maintenance",
        ["parameters"] = parameters ?? new JsonObject { ["maintenance_node"] = ServedCloud.Host },
    };

    public static JsonArray Patch(string attribute, JsonNode? value) => [new JsonObject { ["op"] = "replace", ["path"] = $"/{attribute}", ["value"] = value }];

    /// <param name="minor">Of the microversion that is asked for.</param>
    public async Task<(int Status, JsonElement Body)> AskAsync(string method, string path, JsonNode? body = null, int minor = 7)
    {
        using var answer = await served.SendAsync(new HttpMethod(method), $"/watcher/v1/{path}", body, ("OpenStack-API-Version", $"infra-optim 1.{minor}"));
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public async Task<JsonElement> GetAsync(string path, int minor = 7)
    {
        var (status, body) = await AskAsync("GET", path, minor: minor);
        status.ShouldBe(200, $"{path}: {body}");
        return body;
    }

    /// <returns>What was made.</returns>
    public async Task<JsonElement> CreateAsync(string collection, JsonObject body)
    {
        var (status, made) = await AskAsync("POST", collection, body);
        status.ShouldBe(201, $"{made}");
        return made;
    }

    /// <returns>What the refusal says to a person.</returns>
    public async Task<string> RefusedAsync(int expected, string method, string path, JsonNode? body = null, int minor = 7)
    {
        var (status, answer) = await AskAsync(method, path, body, minor);
        status.ShouldBe(expected, $"{method} {path}: {answer}");
        return Fault(answer);
    }

    /// <summary>Reads it as the client does: JSON in a string in JSON.</summary>
    public static string Fault(JsonElement answer) => JsonDocument.Parse(answer.GetProperty("error_message").GetString()!).RootElement.GetProperty("faultstring").GetString()!;

    /// <summary>Asks again until it is so.</summary>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var seen = await GetAsync(path);
            if (holds(seen))
                return seen;
            patience.IsCancellationRequested.ShouldBeFalse($"{path} is still {seen}");
            await Task.Delay(Poll, TestContext.Current.CancellationToken);
        }
    }

    public Task<JsonElement> UntilStateAsync(string path, params string[] states) => UntilAsync(path, seen => states.Contains(State(seen)));

    /// <summary>Audits, and waits for the plan.</summary>
    public async Task<string> PlanAsync(JsonObject? parameters = null)
    {
        var audit = (await CreateAsync("audits", HostAudit(parameters))).GetProperty("uuid").GetString()!;
        var ended = await UntilStateAsync($"audits/{audit}", "SUCCEEDED", "FAILED");
        State(ended).ShouldBe("SUCCEEDED", $"{ended}");
        return (await PlansAsync(audit)).ShouldHaveSingleItem().GetProperty("uuid").GetString()!;
    }

    public async Task<IReadOnlyList<JsonElement>> PlansAsync(string audit) => [.. (await GetAsync($"action_plans?audit_uuid={audit}")).GetProperty("action_plans").EnumerateArray()];

    /// <summary>In their order, in detail.</summary>
    public async Task<IReadOnlyList<JsonElement>> ActionsAsync(string plan) => [.. (await GetAsync($"actions/detail?action_plan_uuid={plan}")).GetProperty("actions").EnumerateArray()];

    public async Task StartAsync(string plan)
    {
        var (status, body) = await AskAsync("POST", $"action_plans/{plan}/start", new JsonObject());
        status.ShouldBe(200, $"{body}");
    }

    public static string State(JsonElement of) => of.GetProperty("state").GetString()!;

    public static string Input(JsonElement action, string name) => action.GetProperty("input_parameters").GetProperty(name).GetString()!;
}

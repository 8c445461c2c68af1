using System.Text.Json;
using System.Text.Json.Nodes;
using static Respite.Server.Tests.Api.ServedCloud;

namespace Respite.Server.Tests.Api;

public sealed class PolicyRoutesTests
{
    [Fact]
    public async Task A_policy_is_stored_under_a_name_and_shown_with_its_defaults()
    {
        await using var served = await StartAsync(_ => { });
        (await PutAsync(served, "careful", """{"policy": {"max_attempts": 1}, "description": "for databases"}""")).Status.ShouldBe(201);
        (await PutAsync(served, "careful", """{"policy": {"max_attempts": 2}}""")).Status.ShouldBe(200);
        var policy = await served.GetAsync("/v1/policies/careful");
        policy.GetProperty("policy").ShouldSatisfyAllConditions(
            p => p.GetProperty("max_attempts").GetInt32().ShouldBe(2), p => p.GetProperty("wait_seconds").GetInt32().ShouldBe(300), p => p.GetProperty("instances").GetString().ShouldBe("all"));
        policy.GetProperty("updated_by").GetString().ShouldBe(Environment.UserName);
        Names(await served.GetAsync("/v1/policies")).ShouldBe(["careful"]);

        (await served.AskAsync(HttpMethod.Delete, "/v1/policies/careful")).Status.ShouldBe(204);
        (await served.AskAsync(HttpMethod.Delete, "/v1/policies/careful")).Status.ShouldBe(404);
        (await served.AskAsync(HttpMethod.Get, "/v1/policies/careful")).Status.ShouldBe(404);
        var audited = (await served.GetAsync("/v1/audit")).GetProperty("entries").EnumerateArray().Select(e => $"{e.GetProperty("method").GetString()} {e.GetProperty("path").GetString()}");
        audited.ShouldBe(["PUT /v1/policies/careful", "PUT /v1/policies/careful", "DELETE /v1/policies/careful", "DELETE /v1/policies/careful"]);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_policy_is_said_at_once_and_nothing_is_stored()
    {
        await using var served = await StartAsync(_ => { });
        var (status, problem) = await PutAsync(served, "bad", """{"policy": {"max_attempts": 0, "ladder": ["force_complete", "ask"], "speed": "fast", "balance": "sideways"}}""");
        status.ShouldBe(400);
        var keys = problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("key").GetString());
        keys.ShouldBe(["policy.speed", "policy.balance", "policy.max_attempts", "policy.ladder"], ignoreOrder: true);
        (await PutAsync(served, "Not%20a%20name", """{"policy": {}}""")).Status.ShouldBe(400);
        Names(await served.GetAsync("/v1/policies")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_maintenance_keeps_the_policy_that_it_started_with()
    {
        await using var served = await StartAsync(_ => { });
        await PutAsync(served, "careful", """{"policy": {"max_attempts": 2}}""");
        var started = await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = Host, ["policy_name"] = "careful" });
        await PutAsync(served, "careful", """{"policy": {"max_attempts": 7}}""");
        await served.AskAsync(HttpMethod.Delete, "/v1/policies/careful");
        var held = await served.UntilAsync(started.GetProperty("id").GetString()!, "in_maintenance");
        (held.GetProperty("policy_name").GetString(), held.GetProperty("policy").GetProperty("max_attempts").GetInt32()).ShouldBe(("careful", 2));
    }

    [Fact]
    public async Task The_clouds_default_holds_where_a_request_says_no_policy()
    {
        await using var served = await StartAsync(_ => { });
        await PutAsync(served, "first", """{"policy": {"max_attempts": 4}, "default": true}""");
        await PutAsync(served, "second", """{"policy": {"max_attempts": 5}, "default": true}""");
        (await served.GetAsync("/v1/policies/first")).GetProperty("default").GetBoolean().ShouldBeFalse();
        (await Started(new JsonObject { ["host"] = Host })).ShouldBe(("second", 5));
        (await Started(new JsonObject { ["host"] = "compute-02", ["policy"] = new JsonObject() })).ShouldBe((null, 3));
        (await Started(new JsonObject { ["host"] = "compute-03", ["policy_name"] = "first" })).ShouldBe(("first", 4));
        (await served.AskAsync(HttpMethod.Post, "/v1/maintenances", new JsonObject { ["host"] = "compute-04", ["policy_name"] = "third" })).Status.ShouldBe(404);
        (await served.AskAsync(HttpMethod.Post, "/v1/plans", new JsonObject { ["host"] = "compute-04", ["policy_name"] = "first", ["policy"] = new JsonObject() })).Status.ShouldBe(400);

        async Task<(string? Name, int Attempts)> Started(JsonObject body)
        {
            var m = await served.PostAsync("/v1/maintenances", body);
            return (m.GetProperty("policy_name").GetString(), m.GetProperty("policy").GetProperty("max_attempts").GetInt32());
        }
    }

    private static Task<(int Status, JsonElement Body)> PutAsync(ServedCloud served, string name, string body) =>
        served.AskAsync(HttpMethod.Put, $"/v1/policies/{name}", JsonNode.Parse(body));

    private static IEnumerable<string?> Names(JsonElement policies) => policies.GetProperty("policies").EnumerateArray().Select(p => p.GetProperty("name").GetString());
}

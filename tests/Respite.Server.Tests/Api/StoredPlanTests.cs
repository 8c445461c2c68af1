using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Server.Auth;
using Respite.Simulator.Building;
using static Respite.Server.Tests.Api.ServedCloud;

namespace Respite.Server.Tests.Api;

public sealed class StoredPlanTests
{
    [Fact]
    public async Task A_stored_plan_is_started_as_it_is()
    {
        await using var served = await WithPlainsAsync();
        var stored = await StoreAsync(served, new JsonObject { ["max_moves_per_cloud"] = 3 });
        var (id, plan) = (stored.GetProperty("id").GetString()!, stored.GetProperty("plan"));
        (await served.GetAsync("/v1/plans")).GetProperty("plans").EnumerateArray().ShouldHaveSingleItem().GetProperty("fingerprint").GetString()
            .ShouldBe(stored.GetProperty("fingerprint").GetString());
        JsonElement.DeepEquals((await served.GetAsync($"/v1/plans/{id}")).GetProperty("plan"), plan).ShouldBeTrue();

        var started = await served.PostAsync("/v1/maintenances", new JsonObject { ["plan"] = id });
        (started.GetProperty("host").GetString(), started.GetProperty("plan_id").GetString()).ShouldBe((Host, id));
        started.GetProperty("policy").GetProperty("max_moves_per_cloud").GetInt32().ShouldBe(3);
        await served.UntilAsync(started.GetProperty("id").GetString()!, "in_maintenance");
        foreach (var name in new[] { "vm-1", "vm-2", "vm-3" })
            served.Instance(name).Host.ShouldBe(MoveOf(plan, name).GetProperty("destination").GetString());
    }

    [Fact]
    public async Task A_plan_is_kept_over_a_restart_and_removed_when_it_is_too_old()
    {
        var kept = TimeSpan.FromDays(1);
        await using var served = await StartAsync(_ => { }, configure: options => options with { PlansKept = kept });
        await StoreAsync(served, []);
        await served.RestartAsync();
        (await CountAsync()).ShouldBe(1);
        kept = TimeSpan.Zero;
        await served.RestartAsync();
        while (await CountAsync() > 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);

        async Task<int> CountAsync() => (await served.GetAsync("/v1/plans")).GetProperty("plans").GetArrayLength();
    }

    [Fact]
    public async Task A_plan_that_does_not_hold_any_more_is_refused_with_what_has_changed()
    {
        await using var served = await WithPlainsAsync();
        var stored = await StoreAsync(served, []);
        var to = MoveOf(stored.GetProperty("plan"), "vm-3").GetProperty("destination").GetString()!;
        served.Cloud.DeleteAtOnce("vm-1");
        await served.ActAsync("vm-2", "os-stop", "SHUTOFF");
        served.Cloud.Land(new InstanceSpec("vm-4") { Host = Host, Flavor = "m1.tiny" });
        served.Cloud.Kill(to, seenAtOnce: true);

        var (status, problem) = await served.AskAsync(HttpMethod.Post, "/v1/maintenances", new JsonObject { ["plan"] = stored.GetProperty("id").GetString() });
        status.ShouldBe(409, problem.ToString());
        var changes = problem.GetProperty("changes").EnumerateArray().Select(c => c.GetString()!).ToList();
        changes.ShouldContain($"vm-1 is not on {Host} any more");
        changes.ShouldContain("vm-2 is SHUTOFF, it was ACTIVE");
        changes.ShouldContain($"vm-4 is on {Host} now");
        changes.ShouldContain(c => c.StartsWith($"vm-3 cannot go to {to} any more: ", StringComparison.Ordinal));
        (await served.GetAsync($"/v1/maintenances?host={Host}")).GetProperty("maintenances").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_plan_brings_its_own_host_and_policy()
    {
        await using var served = await WithPlainsAsync();
        var id = (await StoreAsync(served, [])).GetProperty("id").GetString();
        (await StartAsync(new JsonObject { ["plan"] = id, ["policy"] = new JsonObject(), ["with"] = new JsonArray() })).ShouldBe(400);
        (await StartAsync(new JsonObject { ["plan"] = id, ["host"] = "compute-02" })).ShouldBe(400);
        (await StartAsync(new JsonObject { ["plan"] = "nothing" })).ShouldBe(404);
        (await StartAsync([])).ShouldBe(400);

        async Task<int> StartAsync(JsonObject body) => (await served.AskAsync(HttpMethod.Post, "/v1/maintenances", body)).Status;
    }

    [Fact]
    public async Task To_keep_a_plan_takes_an_operator_and_is_in_the_audit_log()
    {
        await using var served = await ServedCloud.StartAsync(_ => { }, keystone: new RoleMap());
        using var reader = new HttpClient { BaseAddress = served.Url, DefaultRequestHeaders = { { "X-Auth-Token", served.Cloud.IssueToken("auditor", null, ["reader"]) } } };
        using var body = new StringContent($$"""{"host": "{{Host}}"}""", System.Text.Encoding.UTF8, "application/json");
        using var refused = await reader.PostAsync("/v1/plans?store=true", body, TestContext.Current.CancellationToken);
        ((int)refused.StatusCode).ShouldBe(403);
        await StoreAsync(served, []);
        await served.PlanAsync();
        var entries = (await served.GetAsync("/v1/audit")).GetProperty("entries").EnumerateArray().Select(e => (e.GetProperty("user_name").GetString(), e.GetProperty("status").GetInt32()));
        entries.ShouldBe([("auditor", 403), (Environment.UserName, 201)]);
    }

    private static Task<ServedCloud> WithPlainsAsync() => ServedCloud.StartAsync(build =>
    {
        for (var i = 1; i <= 3; i++)
            build.AddInstance(new InstanceSpec($"vm-{i}") { Host = Host, Flavor = "m1.tiny" });
    });

    private static async Task<JsonElement> StoreAsync(ServedCloud served, JsonObject policy)
    {
        var (status, stored) = await served.AskAsync(HttpMethod.Post, "/v1/plans?store=true", new JsonObject { ["host"] = Host, ["policy"] = policy });
        status.ShouldBe(201, stored.ToString());
        return stored;
    }
}

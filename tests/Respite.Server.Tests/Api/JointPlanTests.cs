using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Simulator.Building;
using static Respite.Server.Tests.Api.ServedCloud;

namespace Respite.Server.Tests.Api;

public sealed class JointPlanTests
{
    /// <summary>The first two hosts have a large instance each; the other two have room for one each.</summary>
    private static void Build(CloudBuilder build)
    {
        build.AddFlavor("most", 1, 20000, 1);
        foreach (var host in new[] { Host, "compute-02" })
            build.AddInstance(new InstanceSpec($"on-{host}") { Host = host, Flavor = "most" });
    }

    private static Task<JsonElement> PlanAsync(ServedCloud served, params string[] hosts) =>
        served.PostAsync("/v1/plans/together", new JsonObject { ["hosts"] = new JsonArray([.. hosts.Select(host => JsonValue.Create(host))]) });

    [Fact]
    public async Task Hosts_that_are_planned_together_are_no_destinations_and_share_what_the_others_have()
    {
        await using var served = await StartAsync(Build);
        var plan = await PlanAsync(served, Host, "compute-02");
        plan.GetProperty("feasible").GetBoolean().ShouldBeTrue();
        plan.GetProperty("plans").EnumerateArray().Select(p => p.GetProperty("host").GetString()).ShouldBe([Host, "compute-02"]);
        plan.GetProperty("plans").EnumerateArray().Select(p => p.GetProperty("moves")[0].GetProperty("destination").GetString()).Order().ShouldBe(["compute-03", "compute-04"]);
        plan.GetProperty("figures").GetProperty("destinations").GetArrayLength().ShouldBe(2);
        served.Cloud.History.Where(h => !h.Path.EndsWith("/auth/tokens", StringComparison.Ordinal)).ShouldAllBe(h => h.Method == "GET");
    }

    [Fact]
    public async Task More_hosts_than_the_others_can_take_are_refused_together_though_each_alone_could_go()
    {
        await using var served = await StartAsync(build =>
        {
            Build(build);
            build.AddInstance(new InstanceSpec("on-3") { Host = "compute-03", Flavor = "most" });
        });
        (await PlanAsync(served, Host)).GetProperty("feasible").GetBoolean().ShouldBeTrue();
        var plan = await PlanAsync(served, Host, "compute-02");
        plan.GetProperty("feasible").GetBoolean().ShouldBeFalse();
        plan.GetProperty("plans").EnumerateArray().Sum(p => p.GetProperty("blockers").GetArrayLength()).ShouldBe(1);
        plan.GetProperty("figures").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task No_hosts_one_twice_and_one_that_is_not_there_are_said()
    {
        await using var served = await StartAsync(_ => { });
        foreach (var hosts in new JsonArray[] { [], [Host, Host] })
        {
            var (status, problem) = await served.AskAsync(HttpMethod.Post, "/v1/plans/together", new JsonObject { ["hosts"] = hosts });
            (status, problem.GetProperty("errors")[0].GetProperty("key").GetString()).ShouldBe((400, "hosts"));
        }
        (await served.AskAsync(HttpMethod.Post, "/v1/plans/together", new JsonObject { ["hosts"] = new JsonArray(Host, "compute-99") })).Status.ShouldBe(404);
    }
}

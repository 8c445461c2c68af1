using System.Text.Json.Nodes;
using Respite.Simulator.Building;
using static Respite.Server.Tests.Api.ServedCloud;

namespace Respite.Server.Tests.Api;

public sealed class ScheduleRoutesTests
{
    [Fact]
    public async Task A_scheduled_maintenance_is_in_the_list_waits_and_can_be_cancelled()
    {
        await using var served = await StartAsync(build => build.AddInstance(new InstanceSpec("plain") { Host = Host, Flavor = "m1.tiny" }));
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(2), DateTimeOffset.UtcNow.AddDays(3));
        var body = new JsonObject { ["host"] = Host, ["not_before"] = from.ToString("O"), ["not_after"] = until.ToString("O") };
        var id = (await served.PostAsync("/v1/maintenances", body)).GetProperty("id").GetString()!;
        var listed = (await served.GetAsync("/v1/maintenances?state=pending")).GetProperty("maintenances").EnumerateArray().ShouldHaveSingleItem();
        (listed.GetProperty("not_before").GetDateTimeOffset(), listed.GetProperty("not_after").GetDateTimeOffset()).ShouldBe((from, until));
        listed.GetProperty("state_reason").GetString()!.ShouldStartWith("begins at ");
        (await served.GetAsync($"/v1/hosts/{Host}")).GetProperty("mode").GetString().ShouldBe("NotInMaintenance");
        (await served.AskAsync(HttpMethod.Post, $"/v1/maintenances/{id}/pause")).Status.ShouldBe(409);
        (await served.PostAsync($"/v1/maintenances/{id}/cancel", [])).GetProperty("state").GetString().ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_host_that_is_drained_in_two_days_takes_instances_until_then_and_one_drained_within_a_day_does_not()
    {
        await using var served = await StartAsync(build =>
        {
            build.AddFlavor("most", 1, 20000, 1);
            foreach (var host in new[] { Host, "compute-02", "compute-03" })
                build.AddInstance(new InstanceSpec($"on-{host}") { Host = host, Flavor = "most" });
        });
        await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = "compute-04", ["not_before"] = DateTimeOffset.UtcNow.AddDays(2).ToString("O") });
        (await served.PlanAsync()).GetProperty("feasible").GetBoolean().ShouldBeTrue();
        var id = (await served.GetAsync("/v1/maintenances")).GetProperty("maintenances")[0].GetProperty("id").GetString();
        await served.PostAsync($"/v1/maintenances/{id}/cancel", []);
        await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = "compute-04", ["not_before"] = DateTimeOffset.UtcNow.AddHours(2).ToString("O") });
        (await served.PlanAsync()).GetProperty("feasible").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Maintenances_that_begin_together_are_not_promised_the_same_room()
    {
        string[] together = [Host, "compute-02", "compute-03"];
        await using var served = await StartAsync(build =>
        {
            build.AddFlavor("most", 1, 20000, 1);
            for (var host = 5; host <= 6; host++)
                build.AddHost(new HostSpec($"compute-{host:00}"));
            foreach (var host in together)
                build.AddInstance(new InstanceSpec($"on-{host}") { Host = host, Flavor = "most" });
        });
        var at = DateTimeOffset.UtcNow.AddSeconds(1).ToString("O");
        var begun = new List<string>();
        foreach (var host in together)
            begun.Add((await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = host, ["not_before"] = at })).GetProperty("id").GetString()!);
        foreach (var id in begun)
            (await served.UntilAsync(id, "in_maintenance", "blocked", "failed")).GetProperty("moves")[0].GetProperty("attempt").GetInt32().ShouldBe(1);
        served.Cloud.Instances.Select(i => i.Host).Order().ShouldBe(["compute-04", "compute-05", "compute-06"]);
    }

    [Theory]
    [InlineData("""{"not_before": "2030-01-01T22:00:00"}""", "not_before")]
    [InlineData("""{"not_before": "tomorrow"}""", "not_before")]
    [InlineData("""{"not_after": "2020-01-01T22:00:00Z"}""", "not_after")]
    [InlineData("""{"not_before": "2130-01-02T00:00:00Z", "not_after": "2130-01-01T22:00:00-01:00"}""", "not_after")]
    public async Task A_time_without_a_zone_and_a_window_that_never_opens_are_refused(string window, string key)
    {
        await using var served = await StartAsync(_ => { });
        var body = JsonNode.Parse(window)!.AsObject();
        body["host"] = Host;
        var (status, problem) = await served.AskAsync(HttpMethod.Post, "/v1/maintenances", body);
        (status, problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("key").GetString())).ShouldSatisfyAllConditions(
            r => r.status.ShouldBe(400), r => r.Item2.ShouldContain(key));
    }
}

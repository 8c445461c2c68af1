using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Server.Tests.Api;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.WatcherApi;

/// <summary>A host is drained through Watcher's API, over real HTTP.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private ServedCloud served = null!;
    private WatcherClient watcher = null!;

    public async ValueTask InitializeAsync()
    {
        served = await ServedCloud.StartAsync(cloud =>
        {
            foreach (var name in (string[])["vm-1", "vm-2", "vm-3"])
                cloud.AddInstance(new InstanceSpec(name) { Host = ServedCloud.Host });
            cloud.AddInstance(new InstanceSpec("vm-off") { Host = ServedCloud.Host, Status = "SHUTOFF" });
        });
        watcher = new WatcherClient(served);
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task The_walk_from_a_template_to_an_empty_host()
    {
        var template = await watcher.CreateAsync("audit_templates", new JsonObject { ["name"] = "drain", ["goal"] = "cluster_maintaining", ["strategy"] = "host_maintenance" });
        var audit = await watcher.CreateAsync("audits", new JsonObject
        {
            ["audit_type"] = "ONESHOT",
            ["audit_template_uuid"] = template.GetProperty("uuid").GetString(),
            ["parameters"] = new JsonObject { ["maintenance_node"] = ServedCloud.Host },
        });
        WatcherClient.State(audit).ShouldBe("PENDING");
        var id = audit.GetProperty("uuid").GetString()!;
        WatcherClient.State(await watcher.UntilStateAsync($"audits/{id}", "SUCCEEDED", "FAILED")).ShouldBe("SUCCEEDED");
        var plan = (await watcher.PlansAsync(id)).ShouldHaveSingleItem();
        WatcherClient.State(plan).ShouldBe("RECOMMENDED");
        var planId = plan.GetProperty("uuid").GetString()!;

        var actions = await watcher.ActionsAsync(planId);
        actions.Select(a => a.GetProperty("action_type").GetString()).ShouldBe(["change_nova_service_state", "migrate", "migrate", "migrate", "migrate"]);
        actions.ShouldAllBe(a => WatcherClient.State(a) == "PENDING");
        (WatcherClient.Input(actions[0], "resource_name"), WatcherClient.Input(actions[0], "disabled_reason")).ShouldBe((ServedCloud.Host, "watcher_maintaining"));
        actions[1].GetProperty("parents").EnumerateArray().Select(p => p.GetString()).ShouldBe([actions[0].GetProperty("uuid").GetString()]);
        actions.Skip(1).ToDictionary(a => WatcherClient.Input(a, "resource_name"), a => WatcherClient.Input(a, "migration_type"))
            .ShouldBe(new Dictionary<string, string> { ["vm-1"] = "live", ["vm-2"] = "live", ["vm-3"] = "live", ["vm-off"] = "cold" }, ignoreOrder: true);

        await watcher.StartAsync(planId);
        var ended = await watcher.UntilStateAsync($"action_plans/{planId}", "SUCCEEDED", "FAILED", "CANCELLED");
        WatcherClient.State(ended).ShouldBe("SUCCEEDED", $"{ended}");
        (await watcher.ActionsAsync(planId)).ShouldAllBe(a => WatcherClient.State(a) == "SUCCEEDED");
        served.Cloud.AllInstances.ShouldAllBe(i => i.Host != ServedCloud.Host);
        (await ServiceAsync()).ShouldBe((false, "watcher_maintaining"));
    }

    [Fact]
    public async Task A_restart_in_mid_plan_goes_on()
    {
        var plan = await watcher.PlanAsync();
        await watcher.StartAsync(plan);
        await watcher.UntilAsync($"actions?action_plan_uuid={plan}", seen => seen.GetProperty("actions").EnumerateArray().Any(a => WatcherClient.State(a) == "ONGOING"));
        await served.RestartAsync();
        var ended = await watcher.UntilStateAsync($"action_plans/{plan}", "SUCCEEDED", "FAILED", "CANCELLED");
        WatcherClient.State(ended).ShouldBe("SUCCEEDED", $"{ended}");
        foreach (var name in (string[])["vm-1", "vm-2", "vm-3"])
            served.ActionsOn(name).ShouldBe(["live-migration"], name);
    }

    [Fact]
    public async Task A_cancelled_plan_gives_the_host_back()
    {
        var plan = await watcher.PlanAsync();
        await watcher.StartAsync(plan);
        await watcher.UntilStateAsync($"action_plans/{plan}", "ONGOING");
        (await watcher.AskAsync("PATCH", $"action_plans/{plan}", WatcherClient.Patch("state", "CANCELLING"))).Status.ShouldBe(200);
        var ended = await watcher.UntilStateAsync($"action_plans/{plan}", "SUCCEEDED", "FAILED", "CANCELLED");
        WatcherClient.State(ended).ShouldBe("CANCELLED", $"{ended}");
        (await watcher.ActionsAsync(plan)).ShouldContain(a => WatcherClient.State(a) == "CANCELLED");
        (await ServiceAsync()).ShouldBe((true, null));
    }

    [Fact]
    public async Task What_is_skipped_stays_on_the_host()
    {
        var plan = await watcher.PlanAsync();
        var action = (await watcher.ActionsAsync(plan)).Single(a => a.GetProperty("action_type").GetString() == "migrate" && WatcherClient.Input(a, "resource_name") == "vm-2").GetProperty("uuid").GetString();
        var (status, skipped) = await watcher.AskAsync("PATCH", $"actions/{action}", new JsonArray(
            new JsonObject { ["op"] = "replace", ["path"] = "/state", ["value"] = "SKIPPED" },
            new JsonObject { ["op"] = "add", ["path"] = "/status_message", ["value"] = "its owner is on call" }));
        (status, WatcherClient.State(skipped), skipped.GetProperty("status_message").GetString()).ShouldBe((200, "SKIPPED", "Action skipped by user. Reason: its owner is on call"));
        await watcher.StartAsync(plan);
        var ended = await watcher.UntilStateAsync($"action_plans/{plan}", "SUCCEEDED", "FAILED");
        (WatcherClient.State(ended), ended.GetProperty("status_message").GetString()).ShouldBe(("SUCCEEDED", "One or more actions were skipped."));
        served.Cloud.AllInstances.Where(i => i.Host == ServedCloud.Host).Select(i => i.Name).ShouldBe(["vm-2"]);
    }

    [Fact]
    public async Task A_backup_node_takes_everything()
    {
        var plan = await watcher.PlanAsync(new JsonObject { ["maintenance_node"] = ServedCloud.Host, ["backup_node"] = "compute-03" });
        (await watcher.ActionsAsync(plan)).Skip(1).ShouldAllBe(a => WatcherClient.Input(a, "destination_node") == "compute-03");
    }

    [Fact]
    public async Task A_backup_node_that_does_not_take_everything_is_not_used_and_the_audit_says_why()
    {
        served.Cloud.Kill("compute-03", seenAtOnce: true);
        var audit = await watcher.CreateAsync("audits", WatcherClient.HostAudit(new JsonObject { ["maintenance_node"] = ServedCloud.Host, ["backup_node"] = "compute-03" }));
        var ended = await watcher.UntilStateAsync($"audits/{audit.GetProperty("uuid").GetString()}", "SUCCEEDED", "FAILED");
        (WatcherClient.State(ended), ended.GetProperty("status_message").GetString()!.StartsWith("compute-03 does not take everything (", StringComparison.Ordinal)).ShouldBe(("SUCCEEDED", true), $"{ended}");
    }

    [Fact]
    public async Task An_unused_host_that_watchers_users_have_put_aside_is_enabled_and_takes_everything()
    {
        served.Cloud.SetEnabled("compute-02", enabled: false, "watcher_disabled");
        served.Cloud.SetEnabled("compute-04", enabled: false, "broken");
        var actions = await watcher.ActionsAsync(await watcher.PlanAsync());
        (WatcherClient.Input(actions[0], "state"), WatcherClient.Input(actions[0], "resource_name")).ShouldBe(("enabled", "compute-02"));
        (WatcherClient.Input(actions[1], "state"), WatcherClient.Input(actions[1], "resource_name")).ShouldBe(("disabled", ServedCloud.Host));
        actions.Skip(2).ShouldAllBe(a => WatcherClient.Input(a, "destination_node") == "compute-02");
    }

    [Fact]
    public async Task Without_live_migration_what_runs_goes_cold_and_without_either_it_is_stopped()
    {
        var cold = await watcher.ActionsAsync(await watcher.PlanAsync(new JsonObject { ["maintenance_node"] = ServedCloud.Host, ["disable_live_migration"] = true }));
        cold.Skip(1).Select(a => WatcherClient.Input(a, "migration_type")).ShouldBe(["cold", "cold", "cold", "cold"]);
        var stopped = await watcher.ActionsAsync(await watcher.PlanAsync(new JsonObject { ["maintenance_node"] = ServedCloud.Host, ["disable_live_migration"] = true, ["disable_cold_migration"] = true }));
        stopped.Skip(1).Select(a => a.GetProperty("action_type").GetString()).ShouldBe(["stop", "stop", "stop"]);
    }

    [Fact]
    public async Task A_host_that_is_drained_already_has_an_empty_plan_that_has_succeeded()
    {
        var plan = await watcher.PlanAsync();
        await watcher.StartAsync(plan);
        await watcher.UntilStateAsync($"action_plans/{plan}", "SUCCEEDED");
        var open = (await served.GetAsync("/v1/maintenances?open=true")).GetProperty("maintenances")[0];
        open.GetProperty("metadata").GetProperty("watcher_action_plan").GetString().ShouldBe(plan);
        open.GetProperty("state").GetString().ShouldBe("in_maintenance");
        var empty = await watcher.PlanAsync();
        WatcherClient.State(await watcher.GetAsync($"action_plans/{empty}")).ShouldBe("SUCCEEDED");
        (await watcher.ActionsAsync(empty)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_needs_a_person_fails_with_the_reason_and_is_taken_up_again()
    {
        await served.ActAsync("vm-3", "suspend", "SUSPENDED");
        var plan = await watcher.PlanAsync();
        await watcher.StartAsync(plan);
        var failed = await watcher.UntilStateAsync($"action_plans/{plan}", "SUCCEEDED", "FAILED");
        WatcherClient.State(failed).ShouldBe("FAILED", $"{failed}");
        failed.GetProperty("status_message").GetString()!.ShouldContain("waits for a person");
        var stuck = (await watcher.ActionsAsync(plan)).Single(a => WatcherClient.State(a) == "FAILED");
        (WatcherClient.Input(stuck, "resource_name"), stuck.GetProperty("status_message").GetString()!.Contains("SUSPENDED", StringComparison.Ordinal)).ShouldBe(("vm-3", true));

        var again = await watcher.PlanAsync();
        await watcher.StartAsync(again);
        WatcherClient.State(await watcher.UntilStateAsync($"action_plans/{again}", "SUCCEEDED", "FAILED")).ShouldBe("FAILED", "it waits as the first did");
        var open = (await served.GetAsync("/v1/maintenances")).GetProperty("maintenances").EnumerateArray().ShouldHaveSingleItem();
        served.Cloud.Act("vm-3", "resume");
        await served.UntilAsync(open.GetProperty("id").GetString()!, "in_maintenance");
    }

    [Fact]
    public async Task A_host_with_a_maintenance_of_another_kind_is_left_to_that()
    {
        await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = ServedCloud.Host });
        var audit = (await watcher.CreateAsync("audits", WatcherClient.HostAudit())).GetProperty("uuid").GetString()!;
        var ended = await watcher.UntilStateAsync($"audits/{audit}", "SUCCEEDED", "FAILED");
        (WatcherClient.State(ended), ended.GetProperty("status_message").GetString()!.Contains("open maintenance", StringComparison.Ordinal)).ShouldBe(("FAILED", true), $"{ended}");
    }

    private async Task<(bool Enabled, string? Reason)> ServiceAsync()
    {
        var host = (await served.GetAsync("/v1/hosts")).GetProperty("hosts").EnumerateArray().Single(h => h.GetProperty("name").GetString() == ServedCloud.Host);
        return (host.GetProperty("status").GetString() == "enabled", host.TryGetProperty("disabled_reason", out var reason) && reason.ValueKind == JsonValueKind.String ? reason.GetString() : null);
    }
}

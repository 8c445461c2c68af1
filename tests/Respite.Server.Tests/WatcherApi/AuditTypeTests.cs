using System.Text.Json.Nodes;
using Respite.Server.Tests.Api;

namespace Respite.Server.Tests.WatcherApi;

/// <summary>Audits that run once, again and again, or on a call; with the strategy that touches nothing.</summary>
public sealed class AuditTypeTests : IAsyncLifetime
{
    private ServedCloud served = null!;
    private WatcherClient watcher = null!;

    public async ValueTask InitializeAsync()
    {
        served = await ServedCloud.StartAsync(_ => { });
        watcher = new WatcherClient(served);
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task A_continuous_audit_makes_plan_after_plan_and_the_newer_replaces_the_older()
    {
        var audit = await AuditAsync("CONTINUOUS", body => body["interval"] = 1);
        var plans = await watcher.UntilAsync($"action_plans?audit_uuid={audit}", seen => seen.GetProperty("action_plans").GetArrayLength() >= 2);
        plans.GetProperty("action_plans")[0].GetProperty("state").GetString().ShouldBe("SUPERSEDED");
        var ongoing = await watcher.GetAsync($"audits/{audit}");
        (WatcherClient.State(ongoing), ongoing.GetProperty("interval").GetString()).ShouldBe(("ONGOING", "1"));
        (await watcher.RefusedAsync(400, "DELETE", $"audits/{audit}")).ShouldContain("cancel");
        await CancelAsync(audit);
        var cancelled = await watcher.GetAsync($"audits/{audit}");
        (WatcherClient.State(cancelled), cancelled.GetProperty("next_run_time").GetString()).ShouldBe(("CANCELLED", null));
        (await watcher.AskAsync("DELETE", $"audits/{audit}")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task An_audit_by_cron_runs_at_once_and_says_when_it_runs_next()
    {
        var audit = await AuditAsync("CONTINUOUS", body => body["interval"] = "0 3 * * *");
        var ongoing = await watcher.UntilAsync($"audits/{audit}", seen => seen.GetProperty("next_run_time").GetString() is not null);
        ongoing.GetProperty("next_run_time").GetString().ShouldEndWith("T03:00:00");
    }

    [Fact]
    public async Task A_suspended_audit_does_not_run_until_it_is_taken_up_again()
    {
        var audit = await AuditAsync("CONTINUOUS", body => body["interval"] = "0 3 * * *");
        await watcher.UntilStateAsync($"audits/{audit}", "ONGOING");
        await watcher.UntilAsync($"audits/{audit}", seen => seen.GetProperty("next_run_time").GetString() is not null);
        (await watcher.AskAsync("PATCH", $"audits/{audit}", WatcherClient.Patch("state", "SUSPENDED"))).Status.ShouldBe(200);
        (await watcher.GetAsync($"audits/{audit}")).GetProperty("next_run_time").GetString().ShouldBeNull();
        (await watcher.RefusedAsync(400, "PATCH", $"audits/{audit}", WatcherClient.Patch("state", "PENDING"))).ShouldContain("SUSPENDED -> PENDING");
        (await watcher.AskAsync("PATCH", $"audits/{audit}", WatcherClient.Patch("state", "ONGOING"))).Status.ShouldBe(200);
        await watcher.UntilAsync($"action_plans?audit_uuid={audit}", seen => seen.GetProperty("action_plans").GetArrayLength() == 2);
    }

    [Fact]
    public async Task Times_are_of_audits_that_run_again_and_are_shown_without_an_offset()
    {
        var audit = await AuditAsync("CONTINUOUS", body => (body["interval"], body["start_time"], body["end_time"]) = ("60", "2030-01-31T22:00:00", "2030-02-01T00:00:00+02:00"));
        var made = await watcher.GetAsync($"audits/{audit}");
        (made.GetProperty("start_time").GetString(), made.GetProperty("end_time").GetString(), WatcherClient.State(made)).ShouldBe(("2030-01-31T22:00:00", "2030-01-31T22:00:00", "PENDING"));
        var once = await AuditAsync("ONESHOT");
        await watcher.UntilStateAsync($"audits/{once}", "SUCCEEDED");
        (await watcher.AskAsync("PATCH", $"audits/{once}", WatcherClient.Patch("end_time", "2030-01-31T22:00:00"))).Status.ShouldBe(200);
        (await watcher.GetAsync($"audits/{once}")).GetProperty("end_time").GetString().ShouldBe("2030-01-31T22:00:00");
    }

    [Fact]
    public async Task An_event_audit_waits_for_its_webhook()
    {
        var audit = await AuditAsync("EVENT");
        (await watcher.AskAsync("POST", $"webhooks/{audit}", new JsonObject())).Status.ShouldBe(202);
        await watcher.UntilStateAsync($"audits/{audit}", "SUCCEEDED");
        (await watcher.AskAsync("POST", $"webhooks/{audit}", new JsonObject())).Status.ShouldBe(202);
        await watcher.UntilAsync($"action_plans?audit_uuid={audit}", seen => seen.GetProperty("action_plans").GetArrayLength() == 2);
        var once = await AuditAsync("ONESHOT");
        (await watcher.RefusedAsync(400, "POST", $"webhooks/{once}", new JsonObject())).ShouldContain("EVENT");
    }

    [Fact]
    public async Task A_plan_starts_by_itself_where_the_audit_says_so()
    {
        var audit = await AuditAsync("ONESHOT", body => body["auto_trigger"] = true);
        await watcher.UntilStateAsync($"audits/{audit}", "SUCCEEDED");
        var plan = (await watcher.PlansAsync(audit)).ShouldHaveSingleItem().GetProperty("uuid").GetString()!;
        await watcher.UntilStateAsync($"action_plans/{plan}", "SUCCEEDED");
        var actions = await watcher.ActionsAsync(plan);
        actions.Select(a => a.GetProperty("action_type").GetString()).ShouldBe(["nop", "nop", "sleep"]);
        actions.ShouldAllBe(a => WatcherClient.State(a) == "SUCCEEDED");
        actions[2].GetProperty("input_parameters").GetProperty("duration").GetDouble().ShouldBe(1);
        (await watcher.RefusedAsync(400, "POST", $"action_plans/{plan}/start", new JsonObject())).ShouldContain("SUCCEEDED -> PENDING");
        (await watcher.RefusedAsync(409, "PATCH", $"actions/{actions[0].GetProperty("uuid").GetString()}", WatcherClient.Patch("state", "SKIPPED"))).ShouldContain("PENDING");
        (await watcher.AskAsync("DELETE", $"action_plans/{plan}")).Status.ShouldBe(204);
        await watcher.RefusedAsync(404, "GET", $"action_plans/{plan}");
        (await watcher.GetAsync("actions")).GetProperty("actions").GetArrayLength().ShouldBe(0);
        served.Log().ShouldNotContain("Error");
    }

    private async Task<string> AuditAsync(string type, Action<JsonObject>? with = null)
    {
        var body = new JsonObject { ["audit_type"] = type, ["goal"] = "dummy", ["strategy"] = "dummy", ["parameters"] = new JsonObject { ["para1"] = 1 } };
        with?.Invoke(body);
        return (await watcher.CreateAsync("audits", body)).GetProperty("uuid").GetString()!;
    }

    /// <summary>Again where the audit was just running.</summary>
    private async Task CancelAsync(string audit)
    {
        while ((await watcher.AskAsync("PATCH", $"audits/{audit}", WatcherClient.Patch("state", "CANCELLED"))) is { Status: 409 })
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }
}

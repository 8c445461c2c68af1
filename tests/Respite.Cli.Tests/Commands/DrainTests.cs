using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class DrainTests
{
    [Fact]
    public async Task Waiting_tells_the_journal_on_stderr_and_the_answer_on_stdout()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "drain", "compute-01", "--wait", "-f", "json", "--reason", "new disks");
        run.ExitCode.ShouldBe(0, run.Error);
        JsonDocument.Parse(run.Out).RootElement.GetProperty("state").GetString().ShouldBe("in_maintenance");
        run.Error.ShouldContain("2026-11-21T05:00:00Z compute-01 state is draining\n");
        run.Error.ShouldContain("2026-11-21T05:00:00Z compute-01 state is in_maintenance\n");
        run.Error.ShouldContain("`respite return compute-01`");
        server.Bodies.Single()["reason"]!.GetValue<string>().ShouldBe("new disks");
    }

    [Fact]
    public async Task Without_wait_it_returns_when_the_plan_is_accepted()
    {
        await using var server = await FakeServer.StartAsync();
        server.Script = [FakeJson.State("planning"), FakeJson.State("cordoning")];
        var run = await Run.AgainstAsync(server, "drain", "compute-01", "-f", "value", "-c", "id", "-c", "state");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldBe("m-compute-01\ncordoning\n");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_plan_exits_with_3_and_says_what_stops_each_instance(bool wait)
    {
        await using var server = await FakeServer.StartAsync();
        server.Script = [FakeJson.Refuse];
        var run = await Run.AgainstAsync(server, wait ? ["drain", "compute-01", "--wait"] : ["drain", "compute-01"]);
        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("nothing was touched");
        run.Error.ShouldContain("no host has 4 VCPU free");
    }

    [Fact]
    public async Task A_blocked_drain_exits_with_4_and_names_whom_it_waits_for()
    {
        await using var server = await FakeServer.StartAsync();
        server.Script = [FakeJson.State("draining"), FakeJson.Block];
        var run = await Run.AgainstAsync(server, "drain", "compute-01", "--wait");
        run.ExitCode.ShouldBe(4);
        run.Error.ShouldContain("sleepy: it is SUSPENDED");
    }

    [Fact]
    public async Task A_drain_that_fails_or_is_cancelled_exits_with_1()
    {
        await using var server = await FakeServer.StartAsync();
        server.Script = [FakeJson.State("failed", "the database is gone")];
        (await Run.AgainstAsync(server, "drain", "compute-01", "--wait")).ExitCode.ShouldBe(1);
        server.Script = [FakeJson.State("cancelled")];
        (await Run.AgainstAsync(server, "drain", "compute-02", "--wait")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_timeout_exits_with_5_and_says_that_the_drain_goes_on()
    {
        await using var server = await FakeServer.StartAsync();
        server.Script = [FakeJson.State("draining")];
        var run = await Run.AgainstAsync(server, "drain", "compute-01", "--wait", "--timeout", "0.5");
        run.ExitCode.ShouldBe(5);
        run.Error.ShouldContain("goes on at the server");
        run.Error.ShouldContain("`respite watch compute-01`");
    }

    [Fact]
    public async Task Interrupting_leaves_it_running_and_says_how_to_go_on()
    {
        await using var server = await FakeServer.StartAsync();
        using var interrupt = new CancellationTokenSource();
        server.Script = [FakeJson.State("draining"), _ => interrupt.Cancel()];
        var run = await Run.AgainstAsync(server, interrupt.Token, "drain", "compute-01", "--wait");
        run.ExitCode.ShouldBe(130);
        run.Error.ShouldContain("the drain of compute-01 goes on at the server");
        server.Requests.ShouldNotContain(r => r.Contains("cancel", StringComparison.Ordinal) || r.Contains("pause", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Draining_again_goes_on_with_the_one_under_way()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-7", "compute-01", "draining", FakeJson.State("in_maintenance"));
        var run = await Run.AgainstAsync(server, "drain", "compute-01", "--wait", "-f", "value", "-c", "id");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldBe("m-7\n");
        run.Error.ShouldContain("goes on where it stopped");
    }

    [Theory]
    [InlineData("in_maintenance", 1, "already in maintenance")]
    [InlineData("returning", 1, "on its way back")]
    [InlineData("cancelling", 1, "being cancelled")]
    [InlineData("paused", 4, "`respite resume compute-01`")]
    [InlineData("blocked", 4, "needs a person")]
    public async Task An_open_maintenance_that_cannot_be_gone_on_with_is_one_clear_sentence(string state, int code, string words)
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-7", "compute-01", state);
        var run = await Run.AgainstAsync(server, "drain", "compute-01", "--wait");
        run.ExitCode.ShouldBe(code);
        run.Error.ShouldContain(words);
        run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_hosts_are_drained_knowing_of_each_other()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "drain", "compute-01", "compute-02", "--wait", "-f", "json");
        run.ExitCode.ShouldBe(0, run.Error);
        JsonDocument.Parse(run.Out).RootElement.EnumerateArray().Select(m => m.GetProperty("host").GetString()).ShouldBe(["compute-01", "compute-02"]);
        server.Bodies.Select(b => b["with"]!.ToJsonString()).ShouldBe(["[\"compute-02\"]", "[\"compute-01\"]"]);
    }

    [Fact]
    public async Task Of_several_hosts_none_is_touched_when_one_is_unknown()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "drain", "compute-01", "compute-77");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("compute-77");
        server.Bodies.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_goes_away_for_a_while_is_waited_for()
    {
        await using var server = await FakeServer.StartAsync();
        var reads = 0;
        server.Override = request => request.Path.StartsWithSegments("/v1/maintenances/m-compute-01") && ++reads == 2
            ? Results.Text("upstream is away", statusCode: 502) : null;
        var run = await Run.AgainstAsync(server, "drain", "compute-01", "--wait");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("Trying again");
    }

    [Fact]
    public async Task Every_error_of_a_problem_is_shown()
    {
        await using var server = await FakeServer.StartAsync();
        server.Override = r => r.Method == "POST" ? Results.Problem(
            "two things", statusCode: 400, title: "The request is not valid", extensions: new Dictionary<string, object?>
            {
                ["errors"] = new[]
                {
                    new { key = "policy.max_attempts", detail = "is 0", remedy = "give 1 or more" },
                    new { key = "reason", detail = "has 2000 characters", remedy = "give at most 1000" },
                },
            }) : null;
        var run = await Run.AgainstAsync(server, "drain", "compute-01");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldBe("respite: The request is not valid:\n  policy.max_attempts: is 0: give 1 or more\n  reason: has 2000 characters: give at most 1000\n");
    }
}

using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class SteerTests
{
    [Theory]
    [InlineData("pause", "paused")]
    [InlineData("resume", "draining")]
    [InlineData("cancel", "cancelling")]
    [InlineData("return", "returning")]
    public async Task Each_verb_is_one_request_and_answers_with_the_maintenance(string verb, string state)
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "draining");
        var run = await Run.AgainstAsync(server, verb, "compute-01", "-f", "value", "-c", "state");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldBe(state + "\n");
        server.Requests.ShouldContain($"POST /v1/maintenances/m-1/{verb}");
    }

    [Fact]
    public async Task Resume_accepts_by_name_and_cancel_can_abort()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "blocked");
        await Run.AgainstAsync(server, "resume", "compute-01", "--accept", "sleepy", "old one");
        await Run.AgainstAsync(server, "cancel", "--abort", "m-1");
        server.Bodies.Select(b => b.ToJsonString()).ShouldBe(["""{"accept":["sleepy","old one"]}""", """{"abort":true}"""]);
    }

    [Theory]
    [InlineData("return", "completed", 0)]
    [InlineData("return", "blocked", 4)]
    [InlineData("cancel", "cancelled", 0)]
    [InlineData("cancel", "failed", 1)]
    [InlineData("resume", "in_maintenance", 0)]
    public async Task Waiting_exits_by_what_was_asked_for(string verb, string end, int code)
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "paused", FakeJson.State(end));
        (await Run.AgainstAsync(server, verb, "compute-01", "--wait")).ExitCode.ShouldBe(code);
    }

    [Fact]
    public async Task What_the_state_does_not_allow_is_the_servers_sentence_and_exit_1()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "draining");
        server.Override = r => r.Method == "POST" ? FakeJson.Problem(409, "A maintenance that is draining cannot be returned; cancel it.") : null;
        var run = await Run.AgainstAsync(server, "return", "compute-01");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldBe("respite: A maintenance that is draining cannot be returned; cancel it.\n");
    }

    [Fact]
    public async Task History_pages_through_to_its_limit()
    {
        await using var server = await FakeServer.StartAsync();
        for (var i = 0; i < 130; i++) server.Add($"m-{i:000}", "compute-01", "completed");
        var run = await Run.AgainstAsync(server, "history", "compute-01", "--limit", "120", "-f", "value", "-c", "id");
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(Enumerable.Range(10, 120).Reverse().Select(i => $"m-{i:000}"));
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task History_asks_for_what_its_filters_say()
    {
        await using var server = await FakeServer.StartAsync();
        await Run.AgainstAsync(
            server, "history", "--state", "failed", "--state", "blocked", "--ticket", "CHG 1", "--metadata", "rack=4", "--metadata", "team=b,g", "--since", "2026-03-01T22:00:00+01:00", "--limit", "5");
        server.Requests.ShouldBe(["GET /v1/maintenances?limit=5&state=failed%2Cblocked&ticket=CHG%201&metadata=rack%3D4&metadata=team%3Db%2Cg&since=2026-03-01T22%3A00%3A00%2B01%3A00"]);
    }

    [Fact]
    public async Task A_host_whose_maintenance_has_failed_is_tried_again_by_its_name()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "failed");
        (await Run.AgainstAsync(server, "retry", "compute-01")).ExitCode.ShouldBe(0);
        server.Requests[^1].ShouldBe("POST /v1/maintenances/m-1/retry");
    }

    [Fact]
    public async Task History_counts_the_moves_in_a_table()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "completed");
        (await Run.AgainstAsync(server, "history")).Out.ShouldContain("1 done, 1 running");
    }
}

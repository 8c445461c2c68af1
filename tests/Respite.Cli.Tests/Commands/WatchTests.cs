using System.Text.Json;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class WatchTests
{
    [Fact]
    public async Task Its_answer_are_the_events_one_a_line()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "draining", FakeJson.State("draining"), FakeJson.State("verifying"), FakeJson.State("in_maintenance"));
        server.Emit("m-1", "cordoned");
        var run = await Run.AgainstAsync(server, "watch", "compute-01");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[21..]).ShouldBe(
            ["compute-01 cordoned", "compute-01 state is draining", "compute-01 state is verifying", "compute-01 state is in_maintenance"]);
    }

    [Fact]
    public async Task In_a_machine_format_the_answer_is_the_maintenance_at_its_end()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "returning", FakeJson.State("completed"));
        var run = await Run.AgainstAsync(server, "watch", "m-1", "-f", "json");
        run.ExitCode.ShouldBe(0, run.Error);
        JsonDocument.Parse(run.Out).RootElement.GetProperty("state").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task Without_a_host_it_watches_all_that_is_open_and_exits_by_the_worst()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "draining", FakeJson.State("in_maintenance"));
        server.Add("m-2", "compute-02", "draining", FakeJson.Block);
        var run = await Run.AgainstAsync(server, "watch");
        run.ExitCode.ShouldBe(4);
        run.Error.ShouldContain("compute-02 needs a person");
    }

    [Fact]
    public async Task With_nothing_open_it_says_so()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "watch");
        (run.ExitCode, run.Out, run.Error).ShouldBe((0, "", "respite: no maintenance is open.\n"));
    }

    [Theory]
    [InlineData("compute-01", "has no open maintenance")]
    [InlineData("compute-99", "no host and no maintenance 'compute-99'")]
    public async Task What_is_not_there_is_told_apart(string which, string words)
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "watch", which);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(words);
    }
}

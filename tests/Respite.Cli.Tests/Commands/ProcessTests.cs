using System.Text.Json;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class ProcessTests
{
    [Fact]
    public async Task The_process_prints_the_answer_and_nothing_else()
    {
        await using var server = await FakeServer.StartAsync();
        using var process = ProcessRun.Start(server, "hosts", "-f", "json");
        var run = await process.EndAsync();
        (run.ExitCode, run.Error).ShouldBe((0, ""));
        JsonDocument.Parse(run.Out).RootElement.GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task The_process_exits_with_the_commands_code()
    {
        await using var server = await FakeServer.StartAsync();
        server.Script = [FakeJson.Refuse];
        using var refused = ProcessRun.Start(server, "drain", "compute-01", "-f", "json");
        var run = await refused.EndAsync();
        run.ExitCode.ShouldBe(3, run.Error);
        JsonDocument.Parse(run.Out).RootElement.GetProperty("refused").GetBoolean().ShouldBeTrue();
        using var misused = ProcessRun.Start(server, "drain");
        (await misused.EndAsync()).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_watching_with_130_and_the_way_to_go_on()
    {
        await using var server = await FakeServer.StartAsync();
        var draining = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Script = [FakeJson.State("draining"), _ => draining.TrySetResult()];
        using var process = ProcessRun.Start(server, "drain", "compute-01", "--wait");
        await draining.Task;
        await process.InterruptAsync();
        var run = await process.EndAsync();
        run.ExitCode.ShouldBe(130, run.Error);
        run.Error.ShouldContain("the drain of compute-01 goes on at the server");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_demo_ends_with_the_host_back_in_service_and_leaves_nothing_behind()
    {
        await using var server = await FakeServer.StartAsync();
        var home = Directory.CreateTempSubdirectory("respite-demo-test").FullName;
        using var process = ProcessRun.Start(server, new Dictionary<string, string> { ["TMPDIR"] = home, ["HOME"] = home }, "demo");
        var run = await process.EndAsync();
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldContain("compute-01 is back in service");
        run.Out.ShouldNotContain("\u001b");
        Directory.EnumerateFileSystemEntries(home).Where(e => !Path.GetFileName(e).StartsWith('.')).ShouldBeEmpty();
        server.Requests.ShouldBeEmpty();
        Directory.Delete(home, true);
    }
}

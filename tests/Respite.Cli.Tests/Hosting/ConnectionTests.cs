using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Cli.Hosting;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Hosting;

public sealed class ConnectionTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("respite-cli").FullName;

    public void Dispose() => Directory.Delete(home, true);

    [Fact]
    public async Task A_running_local_process_is_spoken_to_instead_of_starting_another()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "draining");
        WriteEndpoint(server.Url, Environment.ProcessId);
        var run = await Local(Run.NoServer, "pause", "compute-01", "-f", "value", "-c", "state");
        (run.ExitCode, run.Out, run.Error).ShouldBe((0, "paused\n", ""));
    }

    [Fact]
    public async Task A_file_left_by_a_killed_process_does_not_count()
    {
        await using var server = await FakeServer.StartAsync();
        WriteEndpoint(server.Url, int.MaxValue);
        var (run, started) = await Starting(server, "history");
        run.ExitCode.ShouldBe(0, run.Error);
        started.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_half_written_file_does_not_count()
    {
        await using var server = await FakeServer.StartAsync();
        Directory.CreateDirectory(StateOf("lab"));
        await File.WriteAllTextAsync(Path.Combine(StateOf("lab"), "endpoint.json"), """{"url":"http""");
        var (run, _) = await Starting(server, "history");
        run.ExitCode.ShouldBe(0, run.Error);
    }

    [Fact]
    public async Task Without_a_server_and_without_local_it_says_that_it_works_locally()
    {
        await using var server = await FakeServer.StartAsync();
        var (run, started) = await Starting(server, "history");
        run.Error.ShouldBe($"respite: no server is running; working locally, state in {StateOf("lab")}\n");
        started.Single().ShouldBe(new LocalServerRequest(StateOf("lab"), "lab", Work: false));
    }

    [Fact]
    public async Task The_hosts_are_listed_without_starting_a_server()
    {
        var asked = new List<(string Directory, string? Cloud)>();
        Task<JsonElement> Read(string directory, string? cloud, CancellationToken cancel)
        {
            asked.Add((directory, cloud));
            return Task.FromResult(JsonDocument.Parse("""{"hosts":[{"name":"compute-07"}]}""").RootElement);
        }

        var run = await Run.WithAsync(Variables, Run.NoServer, Read, CancellationToken.None, "hosts", "-f", "value", "-c", "name");
        (run.ExitCode, run.Out, run.Error).ShouldBe((0, "compute-07\n", ""));
        asked.ShouldBe([(StateOf("lab"), "lab")]);
    }

    [Fact]
    public async Task The_hosts_of_a_running_local_process_are_asked_of_it()
    {
        await using var server = await FakeServer.StartAsync();
        WriteEndpoint(server.Url, Environment.ProcessId);
        var run = await Local(Run.NoServer, "hosts", "-f", "value", "-c", "name");
        run.Out.ShouldBe("compute-01\ncompute-02\n", run.Error);
    }

    [Fact]
    public async Task A_local_drain_stays_until_the_end_without_being_told_to()
    {
        await using var server = await FakeServer.StartAsync();
        var (run, _) = await Starting(server, "drain", "compute-01", "--local", "-f", "value", "-c", "state");
        (run.ExitCode, run.Out).ShouldBe((0, "in_maintenance\n"));
    }

    [Fact]
    public async Task Interrupting_a_local_drain_says_where_the_state_is_and_how_to_go_on()
    {
        await using var server = await FakeServer.StartAsync();
        using var interrupt = new CancellationTokenSource();
        server.Script = [FakeJson.State("draining"), _ => interrupt.Cancel()];
        var run = await Run.WithAsync(Variables, StartFake(server, []), interrupt.Token, "drain", "compute-01", "--local");
        run.ExitCode.ShouldBe(130);
        run.Error.ShouldContain($"the state is kept in {StateOf("lab")}");
        run.Error.ShouldContain("`respite drain compute-01` goes on where it stopped");
    }

    [Fact]
    public async Task The_state_directory_follows_the_xdg_specification()
    {
        await using var server = await FakeServer.StartAsync();
        var started = new List<LocalServerRequest>();
        Dictionary<string, string> relative = new() { ["XDG_STATE_HOME"] = "relative", ["HOME"] = home };
        await Run.WithAsync(relative, StartFake(server, started), CancellationToken.None, "history");
        started.Single().StateDirectory.ShouldBe(Path.Combine(home, ".local", "state", "respite", "envvars"));
        (await Run.WithAsync([], Run.NoServer, CancellationToken.None, "history")).Error.ShouldContain("neither XDG_STATE_HOME nor HOME");
    }

    private Dictionary<string, string> Variables => new() { ["XDG_STATE_HOME"] = home, ["OS_CLOUD"] = "lab" };

    private string StateOf(string cloud) => Path.Combine(home, "respite", cloud);

    private Task<Run> Local(StartLocalServer start, params string[] arguments) => Run.WithAsync(Variables, start, CancellationToken.None, arguments);

    private async Task<(Run Run, List<LocalServerRequest> Started)> Starting(FakeServer server, params string[] arguments)
    {
        var started = new List<LocalServerRequest>();
        return (await Local(StartFake(server, started), arguments), started);
    }

    private static StartLocalServer StartFake(FakeServer server, List<LocalServerRequest> started) => (request, _) =>
    {
        started.Add(request);
        return Task.FromResult(new LocalServer(server.Url, FakeServer.Token, Task.CompletedTask, new Nothing()));
    };

    private void WriteEndpoint(Uri url, int pid)
    {
        Directory.CreateDirectory(StateOf("lab"));
        var endpoint = new JsonObject { ["url"] = url.ToString(), ["token"] = FakeServer.Token, ["pid"] = pid };
        File.WriteAllText(Path.Combine(StateOf("lab"), "endpoint.json"), endpoint.ToJsonString());
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

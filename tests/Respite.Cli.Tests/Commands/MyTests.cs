using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Respite.Cli.Tests.Fakes;
using Respite.Simulator.Building;

namespace Respite.Cli.Tests.Commands;

public sealed class MyTests
{
    [Fact]
    public async Task An_owner_follows_its_instance_and_the_operator_reports_on_the_same_drain()
    {
        await using var served = await ServedProcess.StartAsync(build =>
        {
            build.AddHost(new HostSpec("compute-01"));
            build.AddHost(new HostSpec("compute-02"));
            build.AddInstance(new InstanceSpec("mine") { Host = "compute-01", Flavor = "m1.tiny" });
            build.AddInstance(new InstanceSpec("theirs") { Host = "compute-01", Flavor = "m1.tiny", Project = "service" });
        });
        var (owner, admin) = (served.Variables("simulated-demo"), served.Variables("simulated"));
        (await served.RunAsync(owner, "my", "instances", "-f", "value", "-c", "instance_name")).ShouldBe(new Run(0, "", ""));
        (await served.RunAsync(admin, "drain", "compute-01", "--wait")).ExitCode.ShouldBe(0);
        (await served.RunAsync(owner, "my", "instances", "-f", "value", "-c", "instance_name", "-c", "state")).ShouldBe(new Run(0, "mine done\n", ""));
        (await served.RunAsync(owner, "my", "events", "-f", "value", "-c", "instance_name", "-c", "type")).ShouldBe(new Run(0, "mine under_way\nmine done\n", ""));
        var report = await served.RunAsync(admin, "report", "compute-01", "-f", "csv");
        report.ExitCode.ShouldBe(0, report.Error);
        report.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3, "a header and two moves");
        report.Out.ShouldContain(",mine,");
        (await served.RunAsync(admin, "report", "compute-01")).Out.ShouldContain("| done            | 2 ");
    }

    [Fact]
    public async Task All_pages_are_read_and_the_newest_events_come_last()
    {
        await using var server = await FakeServer.StartAsync();
        server.Override = r => Results.Text(Answer(r).ToJsonString(), "application/json");
        (await Run.AgainstAsync(server, "my", "instances", "-f", "value", "-c", "instance_id")).Out.ShouldBe("1\n2\n");
        (await Run.AgainstAsync(server, "my", "events", "--limit", "2", "-f", "value", "-c", "seq")).Out.ShouldBe("8\n9\n");
        server.Requests.ShouldBe(["GET /v1/my/instances?limit=1000", "GET /v1/my/instances?limit=1000&marker=1", "GET /v1/my/events?sort=seq:desc&limit=2"]);

        static JsonObject Answer(HttpRequest request) => request.Path == "/v1/my/events"
            ? new() { ["events"] = new JsonArray(new JsonObject { ["seq"] = 9 }, new JsonObject { ["seq"] = 8 }) }
            : request.Query.ContainsKey("marker") ? new() { ["instances"] = new JsonArray(new JsonObject { ["instance_id"] = "2" }) }
            : new() { ["instances"] = new JsonArray(new JsonObject { ["instance_id"] = "1" }), ["instances_links"] = new JsonArray() };
    }

    [Fact]
    public async Task Without_a_server_there_is_nobody_to_ask()
    {
        var run = await Run.WithAsync([], Run.NoServer, CancellationToken.None, "my", "instances");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("no server is named");
    }
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class StoredPlanTests
{
    private static JsonObject Stored => new() { ["id"] = "p-1", ["host"] = "compute-01", ["plan"] = FakeJson.FeasiblePlan() };

    [Fact]
    public async Task A_saved_plan_is_shown_with_the_id_that_starts_it()
    {
        await using var server = await FakeServer.StartAsync();
        server.Override = r => r.Path == "/v1/plans" ? Results.Text(Stored.ToJsonString(), "application/json", statusCode: 201) : null;
        var run = await Run.AgainstAsync(server, "plan", "compute-01", "--save");
        server.Requests.ShouldBe(["POST /v1/plans?store=true"]);
        run.Error.ShouldContain("`respite drain --plan p-1`");
        run.Out.ShouldContain("web-1");
    }

    [Fact]
    public async Task A_stored_plan_is_drained_by_its_id_alone()
    {
        await using var server = await FakeServer.StartAsync();
        server.Override = r => r.Path == "/v1/plans/p-1" ? Results.Text(Stored.ToJsonString(), "application/json") : null;
        (await Run.AgainstAsync(server, "drain", "--plan", "p-1", "--reason", "new disks")).ExitCode.ShouldBe(0);
        server.Bodies.Single().ToJsonString().ShouldBe("""{"host":"compute-01","reason":"new disks","ticket":null,"plan":"p-1"}""");
    }

    [Fact]
    public async Task A_drain_takes_hosts_or_a_plan_and_not_both()
    {
        await using var server = await FakeServer.StartAsync();
        (await Run.AgainstAsync(server, "drain")).ExitCode.ShouldBe(2);
        (await Run.AgainstAsync(server, "drain", "compute-01", "--plan", "p-1")).ExitCode.ShouldBe(2);
        (await Run.AgainstAsync(server, "drain", "--plan", "p-1", "--max-moves", "2")).ExitCode.ShouldBe(2);
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Kept_plans_are_listed()
    {
        await using var server = await FakeServer.StartAsync();
        var line = new JsonObject { ["id"] = "p-1", ["host"] = "compute-01", ["feasible"] = true, ["moves"] = 3 };
        server.Override = r => Results.Text(new JsonObject { ["plans"] = new JsonArray(line) }.ToJsonString(), "application/json");
        (await Run.AgainstAsync(server, "plans", "compute-01", "-f", "value", "-c", "id", "-c", "moves")).Out.ShouldBe("p-1 3\n");
        server.Requests.ShouldBe(["GET /v1/plans?host=compute-01"]);
    }
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class MoveTests
{
    private static readonly JsonObject Web1 = FakeJson.Move("web-1", "skipped");

    [Theory]
    [InlineData("skip", "skip", "{}")]
    [InlineData("retry", "retry", "{}")]
    [InlineData("send --to compute-05", "destination", """{"destination":"compute-05"}""")]
    public async Task One_instance_is_settled_with_one_request(string verb, string route, string body)
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "blocked");
        string? sent = null;
        server.Override = r =>
        {
            if (r.Method != "POST") return null;
            using var reader = new StreamReader(r.Body);
            sent = reader.ReadToEndAsync().GetAwaiter().GetResult();
            return Results.Text(Web1.ToJsonString(), "application/json");
        };
        var words = verb.Split(' ');
        var run = await Run.AgainstAsync(server, ["move", words[0], "compute-01", "web-1", .. words[1..], "-f", "value", "-c", "state"]);
        (run.ExitCode, run.Out).ShouldBe((0, "skipped\n"), run.Error);
        server.Requests[^1].ShouldBe($"POST /v1/maintenances/m-1/moves/web-1/{route}");
        sent.ShouldBe(body);
    }

    [Fact]
    public async Task Moves_are_listed_by_state()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "blocked");
        server.Override = r => r.Path.Value!.EndsWith("/moves", StringComparison.Ordinal)
            ? Results.Text(new JsonObject { ["moves"] = new JsonArray(Web1.DeepClone()) }.ToJsonString(), "application/json") : null;
        var run = await Run.AgainstAsync(server, "moves", "compute-01", "--state", "skipped", "--state", "left");
        run.Out.ShouldContain("| web-1         | ACTIVE | live_migrate | skipped |");
        server.Requests[^1].ShouldBe("GET /v1/maintenances/m-1/moves?state=skipped%2Cleft");
    }

    [Fact]
    public async Task A_destination_that_a_rule_forbids_is_the_servers_sentence()
    {
        await using var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "blocked");
        server.Override = r => r.Method == "POST" ? FakeJson.Problem(422, "web-1 stays planned as it was: compute-05 has no room.") : null;
        var run = await Run.AgainstAsync(server, "move", "send", "compute-01", "web-1", "--to", "compute-05");
        (run.ExitCode, run.Error).ShouldBe((1, "respite: web-1 stays planned as it was: compute-05 has no room.\n"));
        (await Run.AgainstAsync(server, "move", "send", "compute-01", "web-1")).ExitCode.ShouldBe(2);
    }
}

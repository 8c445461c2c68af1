using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class ReportTests
{
    private const string Report = """
        {"maintenance_id": "m-1", "host": "compute-01", "state": "in_maintenance", "reason": "new disks", "ticket": "CHG-1", "metadata": {}, "created_by": "ada", "policy_name": null,
         "created_at": "2026-03-01T22:00:00Z", "finished_at": null, "totals": {"moves": 1, "done": 1, "retries": 2, "drain_seconds": 41},
         "moves": [{"instance_id": "i-1", "instance_name": "web-1", "action": "live_migrate", "interruption": "none", "state": "done", "source": "compute-01", "destination": "compute-02",
                    "seconds": 41, "retries": 2, "failures": ["no valid host"]}],
         "faults": ["web-1: its address changed"]}
        """;

    [Fact]
    public async Task The_table_shows_what_it_came_to_who_moved_where_and_what_went_wrong()
    {
        await using var server = await ServingAsync();
        var run = await Run.AgainstAsync(server, "report", "compute-01");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldContain("| drain_seconds | 41 ");
        run.Out.ShouldContain("| web-1         | live_migrate | none         | done  | compute-02  | 41      | 2       | no valid host |");
        run.Out.ShouldContain("| web-1: its address changed |");
    }

    [Fact]
    public async Task The_JSON_is_the_servers_and_so_is_the_CSV()
    {
        await using var server = await ServingAsync();
        var json = await Run.AgainstAsync(server, "report", "m-1", "-f", "json");
        JsonDocument.Parse(json.Out).RootElement.GetProperty("totals").GetProperty("retries").GetInt32().ShouldBe(2);
        (await Run.AgainstAsync(server, "report", "m-1", "-f", "csv")).Out.ShouldBe("instance_name,seconds\r\nweb-1,41\r\n");
        server.Requests[^1].ShouldBe("GET /v1/maintenances/m-1/report");
        (await Run.AgainstAsync(server, "report", "m-1", "-f", "xml")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task What_the_server_refuses_is_its_sentence_in_CSV_as_well()
    {
        await using var server = await ServingAsync();
        server.Override = r => IsReport(r) ? FakeJson.Problem(503, "The database does not answer at present.") : null;
        var run = await Run.AgainstAsync(server, "report", "m-1", "-f", "csv");
        (run.ExitCode, run.Out, run.Error).ShouldBe((1, "", "respite: The database does not answer at present.\n"));
    }

    private static async Task<FakeServer> ServingAsync()
    {
        var server = await FakeServer.StartAsync();
        server.Add("m-1", "compute-01", "in_maintenance");
        server.Override = r => !IsReport(r) ? null
            : r.Headers.Accept == "text/csv" ? Results.Text("instance_name,seconds\r\nweb-1,41\r\n", "text/csv") : Results.Text(Report, "application/json");
        return server;
    }

    private static bool IsReport(HttpRequest request) => request.Path.Value!.EndsWith("/report", StringComparison.Ordinal);
}

using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

public abstract class MigrationListContract(CloudUnderTest cloud) : Contract(cloud)
{
    [Fact]
    public async Task Migrations_are_listed_newest_first_filtered_and_paged()
    {
        var server = await Bench.ServerAsync("list", Computes[0], seconds: 0);
        for (var i = 1; i <= 3; i++)
        {
            var last = await Bench.LastMigrationIdAsync(server);
            (await Api.LiveMigrateAsync(server, Computes[i])).Status.ShouldBe(HttpStatusCode.Accepted);
            await Bench.MigrationAsync(server, last, "completed");
            await Bench.StatusAsync(server, "ACTIVE");
        }

        var all = await ListAsync($"instance_uuid={server}");
        all.Select(m => m.Text("dest_compute")).ShouldBe([Computes[3], Computes[2], Computes[1]]);
        all[0].Shape().ShouldBe(Fixtures.Response("nova-migrations.json")["migrations"]![0].Shape());
        (await ListAsync($"instance_uuid={server}&source_compute={Computes[1]}")).Select(m => m.Text("dest_compute")).ShouldBe([Computes[2]]);
        (await ListAsync($"instance_uuid={server}&host={Computes[1]}")).Count.ShouldBe(2);
        (await ListAsync($"instance_uuid={server}&status=completed")).Count.ShouldBe(3);
        (await ListAsync($"instance_uuid={server}&status=error,completed")).ShouldBeEmpty();
        (await ListAsync($"instance_uuid={server}&migration_type=migration")).ShouldBeEmpty();
        (await ListAsync($"instance_uuid={server}&limit=0")).ShouldBeEmpty();

        var page = await Api.GetAsync("compute", $"/os-migrations?instance_uuid={server}&limit=2");
        page["migrations"]!.AsArray().Count.ShouldBe(2);
        var next = page["migrations_links"]![0]!;
        next.Text("rel").ShouldBe("next");
        next.Text("href")!.ShouldEndWith($"marker={page["migrations"]![1].Text("uuid")}");
        var rest = await Api.GetAsync("compute", next.Text("href")![next.Text("href")!.IndexOf("/os-migrations", StringComparison.Ordinal)..]);
        rest["migrations"]!.AsArray().Select(m => m.Text("dest_compute")).ShouldBe([Computes[1]]);
        rest.Keys().ShouldBe(["migrations"]);

        var updated = all[0].Text("updated_at")!;
        (await ListAsync($"instance_uuid={server}&changes-since={updated}")).Select(m => m.Text("uuid")).ShouldContain(all[0].Text("uuid"));
        (await ListAsync($"instance_uuid={server}&changes-since={updated}Z")).ShouldNotBeEmpty();
        (await ListAsync($"instance_uuid={server}&changes-since=2199-01-01T00:00:00Z")).ShouldBeEmpty();
        (await ListAsync($"instance_uuid={server}&changes-before=2001-01-01T00:00:00Z")).ShouldBeEmpty();

        (await Api.GetAsync("compute", $"/os-migrations?instance_uuid={server}&limit=1", "2.58"))["migrations"]!.AsArray().Count.ShouldBe(3);
        (await Api.GetAsync("compute", $"/os-migrations?instance_uuid={server}", "2.58"))["migrations"]![0].Keys().ShouldNotContain("uuid");
    }

    [Theory]
    [InlineData("marker=00000000-0000-0000-0000-000000000001", "Marker 00000000-0000-0000-0000-000000000001 could not be found.")]
    [InlineData("nonsense=1", null)]
    [InlineData("changes-since=yesterday", null)]
    [InlineData("limit=many", null)]
    public async Task What_makes_no_sense_is_400(string query, string? message)
    {
        var answer = await Api.CallAsync(HttpMethod.Get, "compute", $"/os-migrations?{query}");
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        if (message is not null)
            answer.Message.ShouldBe(message);
    }

    private async Task<List<JsonNode>> ListAsync(string query) => [.. (await Api.GetAsync("compute", $"/os-migrations?{query}"))["migrations"]!.AsArray().Select(m => m!)];
}

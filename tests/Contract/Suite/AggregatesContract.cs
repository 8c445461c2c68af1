using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

public abstract class AggregatesContract(CloudUnderTest cloud) : Contract(cloud)
{
    [Fact]
    public async Task An_aggregate_with_a_zone_moves_its_host_there_and_placement_knows_it_by_its_uuid()
    {
        var made = await Api.CallAsync(HttpMethod.Post, "compute", "/os-aggregates", new JsonObject { ["aggregate"] = new JsonObject { ["name"] = "contract", ["availability_zone"] = "zone-contract" } });
        made.Status.ShouldBe(HttpStatusCode.OK);
        var id = made.Body!["aggregate"]!["id"]!.GetValue<int>();
        var host = Computes[4];
        try
        {
            (await ActAsync(id, "add_host", host)).Status.ShouldBe(HttpStatusCode.OK);
            var twice = await ActAsync(id, "add_host", host);
            twice.Status.ShouldBe(HttpStatusCode.Conflict);
            twice.Message.ShouldBe($"Aggregate {id} already has host {host}.");
            (await ActAsync(id, "add_host", "compute-99")).Status.ShouldBe(HttpStatusCode.NotFound);

            var all = await Api.GetAsync("compute", "/os-aggregates");
            all["aggregates"]![0].Keys().Order().ShouldBe(Fixtures.Response("nova-aggregates.json")["aggregates"]![0].Keys().Order());
            var one = all["aggregates"]!.AsArray().Single(a => a!["id"]!.GetValue<int>() == id)!;
            one["hosts"]!.AsArray().Select(h => h!.GetValue<string>()).ShouldBe([host]);
            one["metadata"].Text("availability_zone").ShouldBe("zone-contract");
            (await Bench.ServiceAsync(host)).Text("zone").ShouldBe("zone-contract");
            var zones = await Api.GetAsync("compute", "/os-availability-zone/detail");
            zones["availabilityZoneInfo"]!.AsArray().Single(z => z.Text("zoneName") == "zone-contract")!["hosts"].Keys().ShouldBe([host]);
            var placement = await Api.GetAsync("placement", $"/resource_providers/{await Bench.ProviderAsync(host)}/aggregates");
            placement["aggregates"]!.AsArray().Select(a => a!.GetValue<string>()).ShouldContain(one.Text("uuid"));

            await PinnedServerStaysAsync(host);
        }
        finally
        {
            await Api.CallAsync(HttpMethod.Post, "compute", $"/os-aggregates/{id}/action", new JsonObject { ["remove_host"] = new JsonObject { ["host"] = host } });
            (await Api.CallAsync(HttpMethod.Delete, "compute", $"/os-aggregates/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task PinnedServerStaysAsync(string host)
    {
        var pinned = await Bench.ServerAsync("pinned", null, zone: "zone-contract", seconds: 0);
        (await Bench.GetServerAsync(pinned)).Text("OS-EXT-SRV-ATTR:host").ShouldBe(host);
        (await Bench.GetServerAsync(pinned)).Text("OS-EXT-AZ:availability_zone").ShouldBe("zone-contract");
        (await Api.LiveMigrateAsync(pinned, Computes[0])).Status.ShouldBe(HttpStatusCode.Accepted);
        (await Bench.MigrationAsync(pinned, 0, "error", "completed")).Text("status").ShouldBe("error");
        (await Bench.ActionAsync(pinned, "live-migration"))["events"]!.AsArray().Single(e => e.Text("result") == "Error").Text("details").ShouldBe("No valid host was found. ");
        await Api.CallAsync(HttpMethod.Delete, "compute", $"/servers/{pinned}");
        await Bench.WaitAsync("the pinned server gone", () => Api.CallAsync(HttpMethod.Get, "compute", $"/servers/{pinned}"), a => a.Status == HttpStatusCode.NotFound);
    }

    private Task<Answer> ActAsync(int id, string action, string host) =>
        Api.CallAsync(HttpMethod.Post, "compute", $"/os-aggregates/{id}/action", new JsonObject { [action] = new JsonObject { ["host"] = host } });
}

using System.Net;
using System.Text.Json.Nodes;
using Respite.Contract.Tests.Clouds;

namespace Respite.Contract.Tests.Suite;

/// <summary>Hypervisors and what Placement knows of them.</summary>
public abstract class InventoryContract(CloudUnderTest cloud) : Contract(cloud)
{
    [Fact]
    public async Task A_hypervisor_has_numbers_up_to_2_87_only()
    {
        var server = await Bench.ServerAsync("hypervisor", Computes[3]);
        var old = await OneAsync(Computes[3], "2.87");
        var withoutTopology = Fixtures.Response("nova-hypervisors-detail-2.87.json")["hypervisors"]![0];
        old.Keys().Order().ShouldBe(withoutTopology.Keys().Append("servers").Order());
        old["vcpus_used"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(1);
        var now = await OneAsync(Computes[3], "2.88");
        now.Keys().Order().ShouldBe(Fixtures.Response("nova-hypervisors-detail-2.93.json")["hypervisors"]![0].Keys().Order());
        now["servers"]!.AsArray().Select(s => s.Text("uuid")).ShouldContain(server);
        now["servers"]!.AsArray().First(s => s.Text("uuid") == server).Text("name")!.ShouldStartWith("instance-0");
        now.Text("id").ShouldBe(await Bench.ProviderAsync(Computes[3]));
        (await Api.CallAsync(HttpMethod.Get, "compute", "/os-hypervisors/statistics", version: "2.87")).Status.ShouldBe(HttpStatusCode.OK);
        (await Api.CallAsync(HttpMethod.Get, "compute", "/os-hypervisors/statistics", version: "2.88")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_pattern_without_a_match_is_404_and_does_not_page()
    {
        var answer = await Api.CallAsync(HttpMethod.Get, "compute", "/os-hypervisors/detail?hypervisor_hostname_pattern=compute-99");
        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Message.ShouldBe("No hypervisor matching 'compute-99' could be found.");
        (await Api.CallAsync(HttpMethod.Get, "compute", "/os-hypervisors/detail?hypervisor_hostname_pattern=compute&limit=1")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Api.GetAsync("compute", "/os-hypervisors/detail?limit=2");
        page["hypervisors"]!.AsArray().Count.ShouldBe(2);
        page["hypervisors_links"]![0].Text("href")!.ShouldContain($"marker={page["hypervisors"]![1].Text("id")}");
    }

    [Fact]
    public async Task Placement_knows_capacity_use_and_who_uses_it()
    {
        var server = await Bench.ServerAsync("placed", Computes[3]);
        var id = await Bench.ProviderAsync(Computes[3]);
        (await Api.GetAsync("placement", $"/resource_providers?name={Computes[3]}")).Shape().ShouldBe(Fixtures.Response("placement-providers.json").Shape());
        var inventories = await Api.GetAsync("placement", $"/resource_providers/{id}/inventories");
        inventories.Shape().ShouldBe(Fixtures.Response("placement-provider-inventories.json").Shape());
        inventories["inventories"]!["VCPU"]!["total"]!.GetValue<int>().ShouldBe(16);
        inventories["inventories"]!["MEMORY_MB"]!["reserved"]!.GetValue<int>().ShouldBe(512);
        (await Api.GetAsync("placement", $"/resource_providers/{id}/usages")).Shape().ShouldBe(Fixtures.Response("placement-provider-usages.json").Shape());
        (await Api.GetAsync("placement", $"/resource_providers/{id}/traits")).Shape().ShouldBe(Fixtures.Response("placement-provider-traits.json").Shape());
        (await Api.GetAsync("placement", $"/resource_providers/{id}/aggregates")).Shape().ShouldBe(Fixtures.Response("placement-provider-aggregates.json").Shape());
        (await Api.GetAsync("placement", $"/resource_providers/{id}/allocations"))["allocations"].Keys().ShouldContain(server);
        (await Api.GetAsync("placement", $"/allocations/{server}")).Shape().ShouldBe(Fixtures.Response("placement-allocations-of-server.json").Shape());
        (await Api.GetAsync("placement", "/allocations/00000000-0000-0000-0000-000000000001"))["allocations"]!.AsObject().ShouldBeEmpty();
        (await Api.CallAsync(HttpMethod.Get, "placement", "/resource_providers/00000000-0000-0000-0000-000000000001/usages")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Api.GetAsync("placement", "/resource_providers?name=compute-99"))["resource_providers"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Candidates_are_all_hosts_with_room_and_what_they_have()
    {
        const string query = "/allocation_candidates?resources=VCPU:1,MEMORY_MB:512";
        var all = await Api.GetAsync("placement", query);
        var provider = await Bench.ProviderAsync(Computes[2]);
        all["provider_summaries"].Keys().ShouldContain(provider);
        all["provider_summaries"]!.AsObject().Count.ShouldBeGreaterThanOrEqualTo(Computes.Count);
        var one = all["provider_summaries"]![provider]!;
        one["resources"].Keys().Order().ShouldBe(["DISK_GB", "MEMORY_MB", "VCPU"]);
        one["resources"]!["VCPU"]!["capacity"]!.GetValue<int>().ShouldBe(32);
        one["resources"]!["MEMORY_MB"]!["capacity"]!.GetValue<int>().ShouldBe(15872);
        one.Keys().Order().ShouldBe(["parent_provider_uuid", "resources", "root_provider_uuid", "traits"]);
        var limited = await Api.GetAsync("placement", query + "&required=!COMPUTE_STATUS_DISABLED&limit=1");
        limited["provider_summaries"]!.AsObject().Count.ShouldBe(1);
        limited["allocation_requests"]![0].Keys().Order().ShouldBe(["allocations", "mappings"]);
        (await Api.CallAsync(HttpMethod.Get, "placement", query + "&required=!COMPUTE_STATUS_DISABLED", version: "1.21")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var none = await Api.GetAsync("placement", "/allocation_candidates?resources=VCPU:1,MEMORY_MB:99999");
        none["allocation_requests"]!.AsArray().ShouldBeEmpty();
        none["provider_summaries"]!.AsObject().ShouldBeEmpty();
    }

    private async Task<JsonNode> OneAsync(string host, string version)
    {
        var all = await Api.GetAsync("compute", $"/os-hypervisors/detail?with_servers=true&hypervisor_hostname_pattern={host}", version);
        return all["hypervisors"]!.AsArray().Single()!;
    }
}

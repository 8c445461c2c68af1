using System.Net;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Simulator.Tests;

public sealed class SizeTests
{
    [Fact]
    public async Task A_thousand_hosts_with_twenty_thousand_servers_answer()
    {
        await using var cloud = LargeCloud.Create(1000, 20_000, new SimulationOptions { Clock = new VirtualClock() });
        using var api = new ApiClient(cloud);
        cloud.Instances.Count.ShouldBe(20_000);
        (await api.GetAsync("/compute/v2.1/os-services?binary=nova-compute"))["services"]!.AsArray().Count.ShouldBe(1000);
        (await api.GetAsync("/compute/v2.1/servers/detail?all_tenants=1&host=compute-0001"))["servers"]!.AsArray().Count.ShouldBe(20);
        (await api.GetAsync("/placement/allocation_candidates?resources=VCPU:1,MEMORY_MB:1"))["provider_summaries"]!.AsObject().Count.ShouldBe(1000);
        var page = await api.GetAsync("/compute/v2.1/servers/detail?all_tenants=1&limit=1000");
        page["servers"]!.AsArray().Count.ShouldBe(1000);
        page["servers_links"]![0]!["href"]!.GetValue<string>().ShouldContain("marker=");
        (await api.LiveMigrateAsync(cloud.Instance("vm-00001").Id)).ShouldBe(HttpStatusCode.Accepted);
        cloud.Inconsistencies().ShouldBeEmpty();
    }
}

using Respite.Simulator.Building;

namespace Respite.Server.Tests.Api;

public sealed class CapacityTests
{
    [Fact]
    public async Task Each_host_says_how_full_it_is_and_in_which_aggregates()
    {
        await using var served = await ServedCloud.StartAsync(cloud =>
        {
            cloud.AddInstance(new InstanceSpec("vm-1") { Host = "compute-02", Flavor = "m1.medium" });
            cloud.AddAggregate("ssd", ["compute-02"]);
        });
        var hosts = (await served.GetAsync("/v1/capacity")).GetProperty("hosts");
        hosts.GetArrayLength().ShouldBe(4);
        var full = hosts[1];
        full.GetProperty("name").GetString().ShouldBe("compute-02");
        full.GetProperty("vcpus").GetProperty("used").GetInt64().ShouldBe(2);
        full.GetProperty("vcpus").GetProperty("total").GetInt64().ShouldBe(16);
        full.GetProperty("memory_mb").GetProperty("used").GetInt64().ShouldBe(4096 + 512);
        full.GetProperty("disk_gb").GetProperty("used").GetInt64().ShouldBe(40);
        full.GetProperty("instances").GetInt64().ShouldBe(1);
        full.GetProperty("aggregates")[0].GetString().ShouldBe("ssd");
        hosts[0].GetProperty("aggregates").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Many_who_look_cost_the_cloud_one_read()
    {
        await using var served = await ServedCloud.StartAsync(_ => { });
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => served.GetAsync("/v1/capacity")));
        served.Cloud.History.Count(h => h.Path.Contains("os-hypervisors/detail", StringComparison.Ordinal)).ShouldBeLessThan(3, "a slow machine may take longer than an answer is kept");
    }
}

using System.Text.Json;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.Api;

public sealed class CapacityTests
{
    /// <summary>Of the simulated host, in MiB, without what it reserves; and its disk, in GiB.</summary>
    private const int HostMemory = 32768 - 512, HostDisk = 500;

    [Fact]
    public async Task Each_host_says_how_full_it_is_and_in_which_aggregates()
    {
        await using var served = await ServedCloud.StartAsync(cloud =>
        {
            cloud.AddInstance(new InstanceSpec("vm-1") { Host = "compute-02", Flavor = "m1.medium" });
            cloud.AddAggregate("ssd", ["compute-02"]);
            cloud.AddFlavor("whole", 3, HostMemory, 5);
            cloud.AddInstance(new InstanceSpec("vm-2") { Host = "compute-03", Flavor = "whole" });
        });
        var hosts = (await served.GetAsync("/v1/capacity")).GetProperty("hosts");
        hosts.GetArrayLength().ShouldBe(4);
        var used = hosts[1];
        used.GetProperty("name").GetString().ShouldBe("compute-02");
        Fill(used, "vcpus").ShouldBe((2, 16 * 4));
        Fill(used, "memory_mb").ShouldBe((4096, HostMemory));
        Fill(used, "disk_gb").ShouldBe((40, HostDisk));
        used.GetProperty("instances").GetInt64().ShouldBe(1);
        used.GetProperty("aggregates")[0].GetString().ShouldBe("ssd");

        var full = hosts[2];
        Fill(full, "vcpus").ShouldBe((3, 16 * 4), "without any memory left it is in none of Placement's summaries");
        Fill(full, "memory_mb").ShouldBe((HostMemory, HostMemory));
        Fill(full, "disk_gb").ShouldBe((5, HostDisk));
        hosts[0].GetProperty("aggregates").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Many_who_look_cost_the_cloud_one_read()
    {
        await using var served = await ServedCloud.StartAsync(_ => { });
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => served.GetAsync("/v1/capacity")));
        served.Cloud.History.Count(h => h.Path.Contains("os-hypervisors/detail", StringComparison.Ordinal)).ShouldBeLessThan(3, "a slow machine may take longer than an answer is kept");
    }

    private static (long Used, long Total) Fill(JsonElement host, string of) => (host.GetProperty(of).GetProperty("used").GetInt64(), host.GetProperty(of).GetProperty("total").GetInt64());
}

using Respite.OpenStack.Session;
using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Server.Tests.Inventory;

public sealed class SnapshotReaderTests : IAsyncDisposable
{
    private readonly VirtualClock clock = new();
    private readonly SimulatedCloud cloud;

    public SnapshotReaderTests()
    {
        cloud = SimulatedCloud.Create(new SimulationOptions { Clock = clock });
        cloud.Build.AddFlavor("gpu", 1, 1024, 1, new Dictionary<string, string> { ["resources1:VGPU"] = "1", ["trait1:CUSTOM_BIG"] = "required" });
        cloud.Build.AddFlavor("whole", 1, 15872, 1);
    }

    [Fact]
    public async Task What_is_allocated_on_nested_providers_is_needed_elsewhere_and_one_device_must_have_it()
    {
        Host("h0", Gpu("CUSTOM_BIG"));
        Host("h1", Gpu("CUSTOM_SMALL"));
        Host("h2", Gpu("CUSTOM_BIG"));
        cloud.Build.AddInstance(new InstanceSpec("a") { Host = "h0", Flavor = "gpu" });
        var snapshot = await ReadAsync("h0");
        var instance = snapshot.Instances.Single().Snapshot;
        instance.Resources.ShouldBe(ResourceVector.Of(("VCPU", 1), ("MEMORY_MB", 1024), ("DISK_GB", 1), ("VGPU", 1)));
        snapshot.Cloud.Hosts.ShouldAllBe(h => h.Nested.Count == 1 && h.Capacity["VGPU"] == 1);
        Destinations.Of(snapshot.Cloud, "h0", instance).Where(a => a.Allowed).Select(a => a.Host).ShouldBe(["h2"]);
    }

    [Fact]
    public async Task A_host_without_any_memory_left_is_asked_for_its_providers()
    {
        Host("h0", Gpu("CUSTOM_BIG"));
        cloud.Build.AddFlavor("rest", 1, 15872 - 1024, 1);
        cloud.Build.AddInstance(new InstanceSpec("a") { Host = "h0", Flavor = "gpu" });
        cloud.Build.AddInstance(new InstanceSpec("b") { Host = "h0", Flavor = "rest" });
        var snapshot = await ReadAsync("h0");
        snapshot.Cloud.Hosts.Single().Capacity.ShouldBe(ResourceVector.Zero, "else it is in the summaries, and this test says nothing");
        snapshot.Instances.Single(i => i.Name == "a").Snapshot.Resources["VGPU"].ShouldBe(1);
    }

    [Fact]
    public async Task Sizes_versions_and_CPUs_are_known_and_equal_CPUs_are_one()
    {
        Host("h0");
        Host("h1");
        var hosts = (await ReadAsync("h0")).Cloud.Hosts;
        hosts[0].MaxUnit.ShouldBe(ResourceVector.Of(("VCPU", 16), ("MEMORY_MB", 16384), ("DISK_GB", 200)));
        hosts[0].HypervisorVersion.ShouldBe(7002000);
        hosts[0].Cpu!.Vendor.ShouldBe("Intel");
        hosts[0].Cpu.ShouldBeSameAs(hosts[1].Cpu);
    }

    [Fact]
    public async Task Only_capabilities_that_a_flavor_asks_for_are_kept()
    {
        Host("h0");
        cloud.Build.AddFlavor("picky", 1, 512, 1, new Dictionary<string, string> { ["capabilities:cpu_info:features"] = "<in> 'pge'", ["capabilities:hypervisor_version"] = ">= 7" });
        cloud.Build.AddInstance(new InstanceSpec("a") { Host = "h0", Flavor = "picky" });
        (await ReadAsync("h0")).Cloud.Hosts.Single().Capabilities.ShouldBe(
            new Dictionary<string, string> { ["cpu_info:features"] = "['pge', 'clflush']", ["hypervisor_version"] = "7002000" }, ignoreOrder: true);
    }

    public ValueTask DisposeAsync() => cloud.DisposeAsync();

    private static NestedSpec Gpu(string trait) => new("VGPU", 1) { Traits = [trait] };

    private void Host(string name, params NestedSpec[] nested) => cloud.Build.AddHost(new HostSpec(name) { Ram = 16384, Disk = 200, Nested = nested });

    private async Task<PlanningSnapshot> ReadAsync(string host)
    {
        using var session = new OpenStackSession(SimulatedCredentials.Of(cloud), clock, cloud.CreateHandler());
        using var feed = new MigrationFeed(session, clock);
        return await new SnapshotReader(session, new HostReader(session, feed, TimeProvider.System), new HypervisorReader(session, TimeProvider.System), TimeProvider.System)
            .ReadAsync(host, new DrainPolicy(), new HashSet<string>(), TimeSpan.Zero, CancellationToken.None);
    }
}

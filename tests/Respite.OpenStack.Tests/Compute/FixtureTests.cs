using Respite.OpenStack.Compute;
using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Compute;

/// <summary>What a real Nova (2.93) answered.</summary>
public sealed class FixtureTests : IAsyncLifetime
{
    private FakeCloud cloud = null!;
    private OpenStackSession session = null!;

    public async ValueTask InitializeAsync()
    {
        cloud = await FakeCloud.StartAsync();
        session = cloud.Session();
    }

    public async ValueTask DisposeAsync()
    {
        session.Dispose();
        await cloud.DisposeAsync();
    }

    [Fact]
    public async Task Services()
    {
        Answers("os-services", "nova-services");
        var services = await session.Compute.Services.ListAsync(null);
        services.Count.ShouldBe(6);
        services.Single(s => s.Host == "compute-01").ShouldBe(new ComputeService("b545d8fd-94f7-488f-9a83-2a19ccbc6b15", "compute-01", "nova", "enabled", "up", null, false));
    }

    [Fact]
    public async Task A_server()
    {
        Answers("servers/s1", "nova-server");
        var s = (await session.Compute.Servers.GetAsync("s1"))!;
        (s.Id, s.Name, s.Status, s.VmState, s.TaskState, s.PowerState, s.Host, s.HypervisorHostname, s.AvailabilityZone)
            .ShouldBe(("6c2d0425-821f-4a4a-afc7-c23856d34304", "dn-01", "ACTIVE", "active", null, 1, "compute-02", "compute-02", "nova"));
        (s.Locked, s.PinKnown, s.ProjectId, s.HostStatus, s.ImageId, s.Progress).ShouldBe((false, false, "e79496dc180f43c196091ffe9bf6c67f", "UP", "5d8a80af-34f6-4fef-bbda-346bc21b1770", 0));
        s.Addresses["lab-net"].ShouldHaveSingleItem().ShouldBe(new ServerAddress("10.10.1.166", "fa:16:3e:55:46:67"));
        (s.Flavor.Name, s.Flavor.Vcpus, s.Flavor.RamMb, s.Flavor.DiskGb, s.Flavor.SwapMb).ShouldBe(("lab.tiny", 1, 512, 1, 0));
        s.CreatedAt.ShouldBe(new DateTimeOffset(2026, 11, 21, 3, 33, 24, TimeSpan.Zero));
    }

    [Fact]
    public async Task Servers_on_their_way()
    {
        Answers("servers/s1", "nova-server-migrating");
        Answers("servers/s2", "nova-server-verify-resize");
        var live = (await session.Compute.Servers.GetAsync("s1"))!;
        var cold = (await session.Compute.Servers.GetAsync("s2"))!;
        (live.Status, live.TaskState, live.Progress, live.Host).ShouldBe(("MIGRATING", "migrating", 42, "compute-05"));
        (cold.Status, cold.VmState, cold.TaskState, cold.PowerState).ShouldBe(("VERIFY_RESIZE", "resized", null, 4));
    }

    [Fact]
    public async Task Migrations()
    {
        Answers("os-migrations", "nova-migrations-live-no-valid-host");
        (await session.Compute.Migrations.ListAsync(new MigrationQuery()).SingleAsync()).ShouldBe(new Migration(
            109, "b2b84476-bb71-4eb8-bdae-add7b0f2bf4e", "77ce6a0a-3d35-430b-a015-e09b85937a80", "live-migration", "error", "compute-01", null,
            new DateTimeOffset(2026, 11, 21, 3, 47, 38, TimeSpan.Zero), new DateTimeOffset(2026, 11, 21, 3, 47, 38, TimeSpan.Zero)));
        Answers("os-migrations", "nova-migrations-cold-finished");
        var cold = await session.Compute.Migrations.ListAsync(new MigrationQuery()).FirstAsync();
        (cold.Status, cold.MigrationType, cold.SourceCompute, cold.DestCompute).ShouldBe(("finished", "migration", "compute-05", "compute-03"));
    }

    [Fact]
    public async Task Instance_actions()
    {
        Answers("servers/s1/os-instance-actions/req-1", "nova-instance-action-live-no-valid-host");
        var action = (await session.Compute.InstanceActions.GetAsync("s1", "req-1"))!;
        (action.Action, action.Message, action.RequestId).ShouldBe(("live-migration", "Error", "req-2cc1267b-75dc-4ac0-8b42-2844cdc56d81"));
        action.Events.ShouldContain(e => e.Event == "conductor_live_migrate_instance" && e.Result == "Error" && e.Details!.Contains("No valid host was found"));
        Answers("servers/s1/os-instance-actions/req-2", "nova-instance-action");
        (await session.Compute.InstanceActions.GetAsync("s1", "req-2"))!.Events.ShouldAllBe(e => e.Details == null && e.Result == "Success");
        (await session.Compute.InstanceActions.GetAsync("s1", "req-3")).ShouldBeNull();
    }

    [Fact]
    public async Task Aggregates_and_groups()
    {
        Answers("os-aggregates", "nova-aggregates");
        var aggregate = (await session.Compute.Aggregates.ListAsync()).ShouldHaveSingleItem();
        (aggregate.Id, aggregate.Name, aggregate.Hosts.Single(), aggregate.Metadata["availability_zone"]).ShouldBe((11, "rack-a", "compute-05", "zone-a"));
        var group = Fixture.Node("nova-server-group")["response"]!["server_group"]!.ToJsonString();
        cloud.OnEach("GET /compute/v2.1/os-server-groups", (200, $$"""{"server_groups":[{{group}}]}"""), (200, """{"server_groups":[]}"""));
        var read = (await session.Compute.ServerGroups.ListAsync()).ShouldHaveSingleItem();
        (read.Policy, read.MaxServerPerHost, read.Members.Count).ShouldBe(("anti-affinity", 2, 0));
    }

    [Theory]
    [InlineData("nova-hypervisors-detail-2.87", 1)]
    [InlineData("nova-hypervisors-detail-2.93", 2)]
    public async Task Hypervisors(string fixture, int count)
    {
        var answer = Fixture.Node(fixture)["response"]!.AsObject();
        answer.Remove("hypervisors_links");
        cloud.On("GET /compute/v2.1/os-hypervisors/detail", answer.ToJsonString());
        var all = await session.Compute.Hypervisors.ListAsync().ToListAsync();
        all.Count.ShouldBe(count);
        (all[0] with { Vcpus = null, MemoryMb = null, LocalGb = null, Instances = null, Cpu = null }).ShouldBe(new Hypervisor("459c8c0f-03c5-4072-8440-a02669785cd9", "compute-03", "compute-03", "fake", 1000));
        if (fixture.EndsWith("2.87", StringComparison.Ordinal))
        {
            (all[0].Vcpus, all[0].MemoryMb, all[0].LocalGb).ShouldBe((8, 16384, 200));
            all[0].Instances.ShouldBe(1);
            (all[0].Cpu!.Arch, all[0].Cpu!.Vendor, all[0].Cpu!.Model).ShouldBe(("x86_64", "Intel", "Nehalem"));
            all[0].Cpu!.Features.ShouldBe(["pge", "clflush"]);
            all[0].Cpu!.Topology["sockets"].ShouldBe("4");
        }
    }

    private void Answers(string path, string fixture)
    {
        var answer = Fixture.Node(fixture)["response"]!.AsObject();
        answer.Remove("migrations_links");
        cloud.On("GET /compute/v2.1/" + path, answer.ToJsonString());
    }
}

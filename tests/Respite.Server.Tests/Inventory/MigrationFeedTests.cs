using Respite.OpenStack.Session;
using Respite.Server.Inventory;
using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Server.Tests.Inventory;

/// <summary>What is remembered of the cloud's migrations, and for how long.</summary>
public sealed class MigrationFeedTests : IAsyncDisposable
{
    private readonly VirtualClock clock = new();
    private readonly SimulatedCloud cloud;
    private readonly OpenStackSession session;
    private readonly MigrationFeed feed;

    public MigrationFeedTests()
    {
        cloud = SimulatedCloud.Create(new SimulationOptions { Clock = clock });
        cloud.Build.AddHost(new HostSpec("compute-01"));
        cloud.Build.AddHost(new HostSpec("compute-02"));
        cloud.Build.AddInstance(new InstanceSpec("vm-1") { Host = "compute-01" });
        cloud.Build.AddInstance(new InstanceSpec("vm-2") { Host = "compute-01" });
        session = new OpenStackSession(SimulatedCredentials.Of(cloud), clock, cloud.CreateHandler());
        feed = new MigrationFeed(session, clock);
    }

    [Fact]
    public async Task Of_what_has_ended_a_day_is_remembered_and_of_what_awaits_its_confirmation_all()
    {
        cloud.LiveMigrate("vm-1", "compute-02");
        cloud.ColdMigrate("vm-2", "compute-02");
        clock.Advance(TimeSpan.FromMinutes(5));
        (await ReadAsync()).Select(m => m.Status).ShouldBe(["finished", "completed"]);
        clock.Advance(TimeSpan.FromHours(23));
        (await ReadAsync()).Select(m => m.Status).ShouldBe(["finished", "completed"]);
        clock.Advance(TimeSpan.FromHours(2));
        (await ReadAsync()).Select(m => m.Status).ShouldBe(["finished"]);
    }

    public async ValueTask DisposeAsync()
    {
        feed.Dispose();
        session.Dispose();
        await cloud.DisposeAsync();
    }

    private Task<IReadOnlyList<MigrationView>> ReadAsync() => feed.ReadAsync("compute-01", CancellationToken.None);
}

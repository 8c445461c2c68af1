using Respite.OpenStack.Session;
using Respite.Server.Inventory;
using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Server.Tests.Inventory;

/// <summary>Nova tells of an end before its record has it.</summary>
public sealed class EndsHeardTests : IAsyncDisposable
{
    private readonly VirtualClock clock = new();
    private readonly SimulatedCloud cloud;
    private readonly OpenStackSession session;
    private readonly MigrationFeed feed;
    private readonly EndsHeard ends;

    public EndsHeardTests()
    {
        cloud = SimulatedCloud.Create(new SimulationOptions { Clock = clock });
        cloud.Build.AddHost(new HostSpec("compute-01"));
        cloud.Build.AddHost(new HostSpec("compute-02"));
        foreach (var (name, seconds) in new[] { ("short", "3"), ("long", "3600") })
            cloud.Build.AddInstance(new InstanceSpec(name) { Host = "compute-01", Metadata = new Dictionary<string, string> { ["lab_lm_seconds"] = seconds, ["lab_settle_seconds"] = "0.3" } });
        session = new OpenStackSession(SimulatedCredentials.Of(cloud), clock, cloud.CreateHandler());
        feed = new MigrationFeed(session, clock);
        ends = new EndsHeard(feed, clock);
    }

    [Fact]
    public async Task A_look_waits_for_the_record_of_an_end_that_was_heard_of()
    {
        cloud.LiveMigrate("short", "compute-02");
        while (cloud.Instance("short").Host != "compute-02")
            clock.Advance(TimeSpan.FromMilliseconds(10));
        cloud.Migrations.Single().Status.ShouldBe("running", "it has arrived, and the record follows");
        ends.Add(Id("short"));
        var wait = ends.RecordedAsync([Id("short")], CancellationToken.None);
        await PassAsync(wait);
        cloud.Migrations.Single().Status.ShouldBe("completed");
        ends.Holds(Id("short")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_end_that_does_not_come_is_not_waited_for_long()
    {
        cloud.LiveMigrate("long", "compute-02");
        clock.Advance(TimeSpan.FromSeconds(5));
        ends.Add(Id("long"));
        await PassAsync(ends.RecordedAsync([Id("long")], CancellationToken.None));
        cloud.Migrations.Single().Status.ShouldBe("running");
        ends.Holds(Id("long")).ShouldBeFalse();
    }

    [Fact]
    public async Task For_an_instance_of_which_nothing_was_heard_nothing_is_asked()
    {
        ends.Add(Id("short"));
        await ends.RecordedAsync([Id("long")], CancellationToken.None);
        cloud.History.ShouldBeEmpty();
        ends.Holds(Id("short")).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        feed.Dispose();
        session.Dispose();
        await cloud.DisposeAsync();
    }

    private string Id(string name) => cloud.Instance(name).Id;

    /// <summary>Has the time pass until this has ended.</summary>
    private async Task PassAsync(Task wait)
    {
        while (!wait.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
        await wait;
    }
}

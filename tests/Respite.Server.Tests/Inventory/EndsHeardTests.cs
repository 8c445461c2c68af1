using Respite.Server.Inventory;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.Inventory;

/// <summary>Nova tells of an end before its record has it.</summary>
public sealed class EndsHeardTests : IAsyncDisposable
{
    private readonly FedCloud fed = new([.. new[] { ("short", "3"), ("long", "3600") }.Select(instance => new InstanceSpec(instance.Item1)
    {
        Host = "compute-01", Metadata = new Dictionary<string, string> { ["lab_lm_seconds"] = instance.Item2, ["lab_settle_seconds"] = "0.3" },
    })]);

    private readonly EndsHeard ends;

    public EndsHeardTests() => ends = new EndsHeard(fed.Feed, fed.Clock);

    [Fact]
    public async Task A_look_waits_for_the_record_of_an_end_that_was_heard_of()
    {
        fed.Cloud.LiveMigrate("short", "compute-02");
        while (fed.Cloud.Instance("short").Host != "compute-02")
            fed.Clock.Advance(TimeSpan.FromMilliseconds(10));
        fed.Cloud.Migrations.Single().Status.ShouldBe("running", "it has arrived, and the record follows");
        ends.Add(Id("short"));
        var wait = ends.RecordedAsync([Id("short")], CancellationToken.None);
        await PassAsync(wait);
        fed.Cloud.Migrations.Single().Status.ShouldBe("completed");
        ends.Holds(Id("short")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_end_that_does_not_come_is_not_waited_for_long()
    {
        fed.Cloud.LiveMigrate("long", "compute-02");
        fed.Clock.Advance(TimeSpan.FromSeconds(5));
        ends.Add(Id("long"));
        await PassAsync(ends.RecordedAsync([Id("long")], CancellationToken.None));
        fed.Cloud.Migrations.Single().Status.ShouldBe("running");
        ends.Holds(Id("long")).ShouldBeFalse();
    }

    [Fact]
    public async Task For_an_instance_of_which_nothing_was_heard_nothing_is_asked()
    {
        ends.Add(Id("short"));
        await ends.RecordedAsync([Id("long")], CancellationToken.None);
        fed.Cloud.History.ShouldBeEmpty();
        ends.Holds(Id("short")).ShouldBeTrue();
    }

    public ValueTask DisposeAsync() => fed.DisposeAsync();

    private string Id(string name) => fed.Cloud.Instance(name).Id;

    /// <summary>Has the time pass until this has ended.</summary>
    private async Task PassAsync(Task wait)
    {
        while (!wait.IsCompleted)
        {
            fed.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
        await wait;
    }
}

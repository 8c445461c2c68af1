using Respite.OpenStack.Session;
using Respite.Server.Inventory;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.Inventory;

/// <summary>What is remembered of the cloud's migrations, and for how long.</summary>
public sealed class MigrationFeedTests : IAsyncDisposable
{
    private readonly FedCloud fed = new(new InstanceSpec("vm-1") { Host = "compute-01" }, new InstanceSpec("vm-2") { Host = "compute-01" });

    [Fact]
    public async Task Of_what_has_ended_a_day_is_remembered_and_of_what_awaits_its_confirmation_all()
    {
        fed.Cloud.LiveMigrate("vm-1", "compute-02");
        fed.Cloud.ColdMigrate("vm-2", "compute-02");
        fed.Clock.Advance(TimeSpan.FromMinutes(5));
        (await ReadAsync()).Select(m => m.Status).ShouldBe(["finished", "completed"]);
        fed.Clock.Advance(TimeSpan.FromHours(23));
        (await ReadAsync()).Select(m => m.Status).ShouldBe(["finished", "completed"]);
        fed.Clock.Advance(TimeSpan.FromHours(2));
        (await ReadAsync()).Select(m => m.Status).ShouldBe(["finished"]);
    }

    [Fact]
    public async Task What_a_page_that_failed_would_have_told_is_told_by_the_next_read()
    {
        const int moreThanAPage = 1001;
        (await ReadAsync()).ShouldBeEmpty();
        for (var n = 0; n < moreThanAPage; n++)
        {
            fed.Cloud.LiveMigrate("vm-1", n % 2 == 0 ? "compute-02" : "compute-01");
            fed.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        fed.Cloud.Faults.Fail("GET", "/os-migrations.*marker=", 400);
        await Should.ThrowAsync<OpenStackException>(ReadAsync);
        (await ReadAsync()).Count.ShouldBe(moreThanAPage);
    }

    public ValueTask DisposeAsync() => fed.DisposeAsync();

    private Task<IReadOnlyList<MigrationView>> ReadAsync() => fed.Feed.ReadAsync("compute-01", CancellationToken.None);
}

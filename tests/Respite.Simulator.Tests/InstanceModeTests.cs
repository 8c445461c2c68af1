using System.Net;
using Respite.Simulator.Building;
using Respite.Simulator.Model;
using Respite.Simulator.Time;

namespace Respite.Simulator.Tests;

public sealed class InstanceModeTests : IAsyncDisposable
{
    private readonly VirtualClock _clock = new();
    private readonly SimulatedCloud _cloud;
    private readonly ApiClient _api;

    public InstanceModeTests()
    {
        _cloud = DemoCloud.Create(new SimulationOptions { Clock = _clock });
        _api = new ApiClient(_cloud);
    }

    [Theory]
    [InlineData("failmig", "failed", "ACTIVE")]
    [InlineData("errmig", "error", "ERROR")]
    [InlineData("stuckmig", "running", "MIGRATING")]
    [InlineData("failcheck", "error", "ACTIVE")]
    [InlineData("failpre", "failed", "ACTIVE")]
    [InlineData("failcold", "completed", "ACTIVE")]
    public async Task A_live_migration_goes_wrong_as_its_mode_says(string mode, string migration, string server)
    {
        foreach (var instance in (Instance[])[Add($"a-{mode}-1", null), Add("plain", mode)])
        {
            (await _api.LiveMigrateAsync(instance.Id)).ShouldBe(HttpStatusCode.Accepted);
            _clock.Advance(TimeSpan.FromMinutes(1));
            _cloud.Migrations[^1].Status.ShouldBe(migration);
            instance.Status.ShouldBe(server);
            _cloud.DeleteAtOnce(instance.Id);
        }
    }

    [Theory]
    [InlineData("failcold", "error", "ACTIVE", "compute-01")]
    [InlineData("failfinish", "error", "ERROR", "compute-02")]
    [InlineData("failmig", "finished", "VERIFY_RESIZE", "compute-02")]
    public async Task A_cold_migration_goes_wrong_as_its_mode_says(string mode, string migration, string server, string host)
    {
        var instance = Add("plain", mode);
        (await _api.ActAsync(instance.Id, """{"migrate":{"host":"compute-02"}}""")).ShouldBe(HttpStatusCode.Accepted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _cloud.Migrations[^1].Status.ShouldBe(migration);
        instance.Status.ShouldBe(server);
        instance.Host.ShouldBe(host);
        _cloud.Inconsistencies().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_breaks_in_the_middle_leaks_an_allocation_that_outlives_the_server()
    {
        var instance = Add("a-errmig", null);
        await _api.LiveMigrateAsync(instance.Id, "compute-02");
        _clock.Advance(TimeSpan.FromMinutes(1));
        var migration = _cloud.Migrations[^1];
        _cloud.Delete("a-errmig");
        _clock.Advance(TimeSpan.FromMinutes(1));
        _cloud.Allocations.Select(a => a.Consumer).ShouldContain(migration.Uuid);
        _cloud.Allocations.Select(a => a.Consumer).ShouldNotContain(instance.Id);
    }

    [Fact]
    public async Task Durations_follow_memory_unless_the_metadata_say_otherwise()
    {
        var large = await TimeAsync("db-1");
        var small = await TimeAsync("worker-3");
        large.ShouldBeGreaterThan(small + TimeSpan.FromSeconds(7));
        var told = Add("told", null, "5");
        (await TimeAsync(told.Id)).ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(7));
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _cloud.DisposeAsync();
    }

    private Instance Add(string name, string? mode, string? seconds = null)
    {
        var metadata = new Dictionary<string, string>();
        if (mode is not null)
            metadata["lab_mode"] = mode;
        if (seconds is not null)
            metadata["lab_lm_seconds"] = seconds;
        return _cloud.Build.AddInstance(new InstanceSpec(name) { Host = "compute-01", Flavor = "m1.tiny", Metadata = metadata });
    }

    private async Task<TimeSpan> TimeAsync(string name)
    {
        (await _api.LiveMigrateAsync(_cloud.Instance(name).Id, "compute-02")).ShouldBe(HttpStatusCode.Accepted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var migration = _cloud.Migrations[^1];
        migration.Status.ShouldBe("completed");
        return migration.UpdatedAt - migration.CreatedAt;
    }
}

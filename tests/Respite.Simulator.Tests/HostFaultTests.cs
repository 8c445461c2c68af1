using System.Net;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Simulator.Tests;

public sealed class HostFaultTests : IAsyncDisposable
{
    private const string Trait = "COMPUTE_STATUS_DISABLED";
    private readonly VirtualClock _clock = new();
    private readonly SimulatedCloud _cloud;
    private readonly ApiClient _api;

    public HostFaultTests()
    {
        _cloud = DemoCloud.Create(new SimulationOptions { Clock = _clock });
        _api = new ApiClient(_cloud);
    }

    [Fact]
    public async Task A_host_that_rejects_ends_in_error_and_one_that_fails_in_failed()
    {
        _cloud.Faults.RejectTo("compute-02");
        _cloud.Faults.FailTo("compute-03");
        (await MoveAsync("api-1", "compute-02")).ShouldBe("error");
        (await MoveAsync("api-1", "compute-03")).ShouldBe("failed");
        (await MoveAsync("api-1", "compute-04")).ShouldBe("completed");
        _cloud.Inconsistencies().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stale_host_field_names_the_source_after_completion_until_healed()
    {
        var instance = _cloud.Instance("api-1");
        _cloud.Faults.StaleHostField(instance.Id);
        (await MoveAsync("api-1", "compute-02")).ShouldBe("completed");
        instance.Host.ShouldBe("compute-01");
        instance.GuestHost.ShouldBe("compute-02");
        _cloud.HealHostField("api-1");
        instance.Host.ShouldBe("compute-02");
    }

    [Fact]
    public void The_trait_of_a_disabled_host_comes_late_and_can_be_kept_from_coming()
    {
        _cloud.Faults.TraitNeverSet("compute-02");
        _cloud.SetEnabled("compute-01", false);
        _cloud.SetEnabled("compute-02", false);
        _cloud.Host("compute-01").Nodes[0].Traits.ShouldNotContain(Trait);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _cloud.Host("compute-01").Nodes[0].Traits.ShouldContain(Trait);
        _cloud.Host("compute-02").Nodes[0].Traits.ShouldNotContain(Trait);
        _cloud.SetEnabled("compute-01", true);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _cloud.Host("compute-01").Nodes[0].Traits.ShouldNotContain(Trait);
    }

    [Fact]
    public void A_killed_compute_shows_down_only_later_and_writes_its_trait_when_it_is_back()
    {
        _cloud.Kill("compute-01");
        _cloud.SetEnabled("compute-01", false);
        _clock.Advance(TimeSpan.FromSeconds(50));
        _cloud.Host("compute-01").Up.ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(11));
        _cloud.Host("compute-01").Up.ShouldBeFalse();
        _cloud.Host("compute-01").Nodes[0].Traits.ShouldNotContain(Trait);
        _cloud.Revive("compute-01");
        _cloud.Host("compute-01").Up.ShouldBeTrue();
        _cloud.Host("compute-01").Nodes[0].Traits.ShouldContain(Trait);
    }

    [Fact]
    public async Task A_migration_stops_where_it_is_when_its_source_dies_and_errs_when_it_is_back()
    {
        (await _api.LiveMigrateAsync(_cloud.Instance("db-1").Id, "compute-02")).ShouldBe(HttpStatusCode.Accepted);
        _clock.Advance(TimeSpan.FromSeconds(3));
        _cloud.Kill("compute-01", seenAtOnce: true);
        _clock.Advance(TimeSpan.FromMinutes(10));
        _cloud.Migrations[^1].Status.ShouldBe("running");
        _cloud.Revive("compute-01");
        _cloud.Migrations[^1].Status.ShouldBe("error");
        _cloud.Instance("db-1").TaskState.ShouldBeNull();
        (await MoveAsync("api-1", "compute-02")).ShouldBe("completed");
    }

    [Fact]
    public async Task A_dead_hosts_servers_are_evacuated_and_it_cannot_be_forced_up_before_it_is_back()
    {
        var instance = _cloud.Instance("api-1");
        (await _api.ActAsync(instance.Id, """{"evacuate":{"host":"compute-02"}}""")).ShouldBe(HttpStatusCode.BadRequest);
        _cloud.Kill("compute-01", seenAtOnce: true);
        (await _api.ActAsync(_cloud.Instance("stopped-1").Id, """{"migrate":{"host":null}}""")).ShouldBe(HttpStatusCode.Conflict);
        (await MoveAsync("db-1", null)).ShouldBe("error");
        (await _api.ActAsync(instance.Id, """{"evacuate":{"host":"compute-02"}}""")).ShouldBe(HttpStatusCode.OK);
        _clock.Advance(TimeSpan.FromSeconds(10));
        instance.Host.ShouldBe("compute-02");
        _cloud.Migrations[^1].Status.ShouldBe("done");
        var service = $"/compute/v2.1/os-services/{_cloud.Host("compute-01").ServiceId}";
        (await _api.SendAsync(HttpMethod.Put, service, """{"forced_down":false}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        _cloud.Revive("compute-01");
        _cloud.Migrations[^1].Status.ShouldBe("completed");
        (await _api.SendAsync(HttpMethod.Put, service, """{"forced_down":false}""")).Status.ShouldBe(HttpStatusCode.OK);
        _cloud.Inconsistencies().ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _cloud.DisposeAsync();
    }

    private async Task<string> MoveAsync(string name, string? host)
    {
        (await _api.LiveMigrateAsync(_cloud.Instance(name).Id, host)).ShouldBe(HttpStatusCode.Accepted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        return _cloud.Migrations[^1].Status;
    }
}

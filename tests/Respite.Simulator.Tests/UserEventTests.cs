using System.Net;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Simulator.Tests;

public sealed class UserEventTests : IAsyncDisposable
{
    private readonly VirtualClock _clock = new();
    private readonly SimulatedCloud _cloud;
    private readonly ApiClient _api;

    public UserEventTests()
    {
        _cloud = DemoCloud.Create(new SimulationOptions { Clock = _clock });
        _api = new ApiClient(_cloud);
    }

    [Fact]
    public void The_demo_cloud_is_consistent_and_its_host_carries_twenty_servers()
    {
        _cloud.Inconsistencies().ShouldBeEmpty();
        _cloud.Hosts.Count.ShouldBe(12);
        _cloud.Host("compute-01").Instances.Count.ShouldBe(19);
        _cloud.Migrations.Count(m => m is { SourceCompute: "compute-01", Status: "finished" }).ShouldBe(1);
        _cloud.Host("compute-12").Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_deleted_in_the_middle_of_its_migration_leaves_nothing_behind()
    {
        var instance = _cloud.Instance("db-1");
        await _api.LiveMigrateAsync(instance.Id, "compute-02");
        _clock.Advance(TimeSpan.FromSeconds(3));
        _cloud.Delete("db-1");
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await _api.SendAsync(HttpMethod.Get, $"/compute/v2.1/servers/{instance.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        _cloud.Allocations.Select(a => a.Consumer).ShouldNotContain(_cloud.Migrations[^1].Uuid);
        (await _api.GetAsync($"/compute/v2.1/os-migrations?instance_uuid={instance.Id}"))["migrations"]!.AsArray().ShouldBeEmpty();
        _cloud.Host("compute-01").LiveMigrationsRunning.ShouldBe(0);
    }

    [Fact]
    public void A_build_on_its_way_lands_on_a_host_that_is_already_disabled()
    {
        _cloud.SetEnabled("compute-01", false);
        var landing = _cloud.Land(new InstanceSpec("late") { Host = "compute-01" });
        landing.Status.ShouldBe("BUILD");
        _clock.Advance(TimeSpan.FromSeconds(5));
        landing.Status.ShouldBe("ACTIVE");
        _cloud.Boot(new InstanceSpec("refused") { Host = "compute-01" });
        _clock.Advance(TimeSpan.FromSeconds(5));
        _cloud.Instance("refused").Status.ShouldBe("ERROR");
    }

    [Fact]
    public async Task A_foreign_migration_makes_ours_a_409()
    {
        _cloud.LiveMigrate("api-1", "compute-03").ShouldBeTrue();
        (await _api.LiveMigrateAsync(_cloud.Instance("api-1").Id)).ShouldBe(HttpStatusCode.Conflict);
        _cloud.LiveMigrate("api-1").ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMinutes(1));
        _cloud.Instance("api-1").Host.ShouldBe("compute-03");
    }

    [Fact]
    public void Users_stop_and_start_in_the_middle_and_the_log_keeps_who_did_what()
    {
        _cloud.After(TimeSpan.FromSeconds(5), c => c.Act("api-1", "os-stop"));
        _clock.Advance(TimeSpan.FromSeconds(10));
        _cloud.Instance("api-1").Status.ShouldBe("SHUTOFF");
        _cloud.Act("api-1", "os-stop").ShouldBeFalse();
        _cloud.Act("api-1", "os-start").ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(10));
        _cloud.Instance("api-1").Actions.Select(a => a.Action).ShouldBe(["stop", "start"]);
    }

    [Fact]
    public async Task Without_a_target_moves_asked_at_once_pile_up_on_one_host()
    {
        await using var cloud = SimulatedCloud.Create(new SimulationOptions { Clock = _clock });
        for (var i = 1; i <= 6; i++)
            cloud.Build.AddHost(new HostSpec($"compute-{i:00}"));
        for (var i = 1; i <= 8; i++)
            cloud.Build.AddInstance(new InstanceSpec($"vm-{i}") { Host = "compute-01" });
        using var api = new ApiClient(cloud);
        foreach (var instance in cloud.Instances)
            await api.LiveMigrateAsync(instance.Id);
        _clock.Advance(TimeSpan.FromMinutes(5));
        cloud.Migrations.Select(m => m.DestCompute).Distinct().Count().ShouldBe(1);
        cloud.Host("compute-01").Instances.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "ACTIVE")]
    [InlineData(true, "ERROR")]
    public void The_second_member_of_a_group_to_the_same_host_is_refused_or_left_in_error(bool forgets, string status)
    {
        _cloud.Faults.SchedulerForgets = forgets;
        _cloud.LiveMigrate("web-1", "compute-05").ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(2));
        _cloud.LiveMigrate("web-2", "compute-05").ShouldBeTrue();
        _clock.Advance(TimeSpan.FromMinutes(1));
        _cloud.Instance("web-1").Host.ShouldBe("compute-05");
        _cloud.Instance("web-2").Status.ShouldBe(status);
        _cloud.Instance("web-2").Host.ShouldBe("compute-02");
        _cloud.Inconsistencies().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_ironic_host_has_many_nodes_and_an_aggregate_keeps_strangers_out()
    {
        _cloud.Build.AddHost(new HostSpec("ironic-01") { Nodes = 3 });
        var hypervisors = await _api.GetAsync("/compute/v2.1/os-hypervisors/detail");
        hypervisors["hypervisors"]!.AsArray().Count(h => h!["service"]!["host"]!.GetValue<string>() == "ironic-01").ShouldBe(3);
        _cloud.Build.AddAggregate("private", ["compute-02"], new Dictionary<string, string> { ["filter_tenant_id"] = "somebody-else" });
        _cloud.LiveMigrate("api-1", "compute-02");
        _clock.Advance(TimeSpan.FromMinutes(1));
        _cloud.Migrations[^1].Status.ShouldBe("error");
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _cloud.DisposeAsync();
    }
}

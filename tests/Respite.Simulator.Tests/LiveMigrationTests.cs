using System.Net;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Simulator.Tests;

public sealed class LiveMigrationTests
{
    private readonly VirtualClock _clock = new();

    [Fact]
    public async Task A_live_migration_runs_its_measured_life_in_virtual_time()
    {
        await using var cloud = DemoCloud.Create(new SimulationOptions { Clock = _clock });
        using var api = new ApiClient(cloud);
        var server = cloud.Instance("worker-3");
        (await api.LiveMigrateAsync(server.Id, "compute-02")).ShouldBe(HttpStatusCode.Accepted);
        var seen = new List<string>();
        var shownWhileRunning = false;
        for (var i = 0; i < 200; i++)
        {
            var status = cloud.Migrations.LastOrDefault(m => m.Instance.Id == server.Id)?.Status ?? "none";
            if (seen.LastOrDefault() != status)
                seen.Add(status);
            shownWhileRunning |= status == "running" && server is { Status: "ACTIVE", Host: "compute-02", TaskState: null };
            _clock.Advance(TimeSpan.FromMilliseconds(50));
        }
        seen.ShouldBe(["none", "accepted", "queued", "preparing", "running", "completed"]);
        shownWhileRunning.ShouldBeTrue();
        server.Host.ShouldBe("compute-02");
        cloud.Inconsistencies().ShouldBeEmpty();
    }

    [Fact]
    public async Task Over_a_socket_and_without_one_the_cloud_answers_the_same()
    {
        await using var cloud = DemoCloud.Create(new SimulationOptions { Clock = _clock });
        await cloud.StartAsync(cancel: TestContext.Current.CancellationToken);
        using var socket = new ApiClient(cloud, new HttpClientHandler());
        using var memory = new ApiClient(cloud);
        const string path = "/compute/v2.1/servers/detail?all_tenants=1&host=compute-01";
        (await socket.GetAsync(path)).ToJsonString().ShouldBe((await memory.GetAsync(path)).ToJsonString());
    }

    [Fact]
    public async Task Only_so_many_run_at_once_from_one_source()
    {
        await using var cloud = DemoCloud.Create(new SimulationOptions { Clock = _clock, MaxConcurrentLiveMigrations = 2 });
        using var api = new ApiClient(cloud);
        foreach (var name in (string[])["api-1", "api-2", "worker-1", "worker-2"])
            (await api.LiveMigrateAsync(cloud.Instance(name).Id, "compute-02")).ShouldBe(HttpStatusCode.Accepted);
        _clock.Advance(TimeSpan.FromSeconds(2));
        cloud.Migrations.Count(m => m.Status == "running").ShouldBe(2);
        cloud.Migrations.Count(m => m.Status == "queued").ShouldBe(2);
        _clock.Advance(TimeSpan.FromMinutes(1));
        cloud.Migrations.Count(m => m.Status == "completed").ShouldBe(4);
        cloud.ConcurrentMigrations().ShouldBeEmpty();
    }
}

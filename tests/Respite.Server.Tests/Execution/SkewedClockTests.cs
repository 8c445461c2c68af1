using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Respite.OpenStack.Session;
using Respite.Server.Execution;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Tests.Shared;

namespace Respite.Server.Tests.Execution;

/// <summary>Replicas on one database whose own clocks are hours apart, each taking over what another has just begun.</summary>
public sealed class SkewedClockTests(PostgresServer postgres)
{
    private const int Hosts = 3;

    [Fact]
    public async Task Replicas_with_clocks_hours_apart_take_turns_at_a_drain_and_move_each_instance_once()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var cloud = SimulatedCloud.Create(new SimulationOptions { Speed = 8 });
        for (var host = 1; host <= 2 * Hosts; host++)
            cloud.Build.AddHost(new HostSpec($"compute-{host:00}"));
        for (var vm = 0; vm < 4 * Hosts; vm++)
            cloud.Build.AddInstance(new InstanceSpec($"vm-{vm}") { Host = $"compute-{(vm % Hosts) + 1:00}", Status = vm % 4 == 3 ? "SHUTOFF" : "ACTIVE" });
        var connection = await postgres.NewDatabaseAsync();
        await PostgresDatabase.SyncAsync(connection, cancel);
        await using var database = await PostgresDatabase.OpenAsync(connection);
        var store = new MaintenanceStore(database);

        List<ServiceProvider> replicas = [];
        foreach (var hours in (int[])[-3, 0, 3])
            replicas.Add(await ReplicaAsync(cloud, database, store, new SkewedClock(TimeSpan.FromHours(hours))));
        for (var host = 1; host <= Hosts; host++)
            await BeginAsync(store, $"compute-{host:00}", replicas[host - 1].GetRequiredService<TimeProvider>().GetUtcNow());

        for (var turn = 0; (await store.ListOpenAsync()).Any(m => m.State != "in_maintenance"); turn++)
        {
            var engine = replicas[turn % replicas.Count].GetRequiredService<Engine>();
            await engine.RunDueAsync(cancel);
            await engine.HandOverAsync();
        }

        cloud.Instances.ShouldAllBe(i => i.Host!.CompareTo($"compute-{Hosts:00}") > 0);
        cloud.Migrations.GroupBy(m => m.Instance.Id).ShouldAllBe(g => g.Count() == 1);
        cloud.Migrations.Count.ShouldBe(4 * Hosts);
        foreach (var open in await store.ListOpenAsync())
            (await store.MovesAsync(open.Id)).ShouldAllBe(m => m.State == MoveState.Done && m.Attempt == 1 && m.Rung == 0);
        foreach (var replica in replicas)
            await replica.DisposeAsync();
    }

    private static async Task<ServiceProvider> ReplicaAsync(SimulatedCloud cloud, PostgresDatabase database, IMaintenanceStore store, SkewedClock own)
    {
        var clock = new DatabaseClock(own, await database.ClockOffsetAsync(own, TestContext.Current.CancellationToken));
        return new ServiceCollection()
            .AddLogging(l => l.ClearProviders())
            .AddRespite(new OpenStackSession(SimulatedCredentials.Of(cloud), own, cloud.CreateHandler()), store, clock)
            .BuildServiceProvider();
    }

    private static Task BeginAsync(MaintenanceStore store, string host, DateTimeOffset now)
    {
        var m = new Maintenance { Id = $"of-{host}", Host = host, Policy = new(), CreatedBy = "test", CreatedAt = now, UpdatedAt = now, StateSince = now };
        return store.InsertAsync(m, [.. Journal.Of(null, m, now)]);
    }

    private sealed class SkewedClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Respite.OpenStack.Session;
using Respite.Planning.Model;
using Respite.Server.Execution;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Server.Tests.Execution;

/// <summary>Many hosts are drained at once, and each is looked at rarely; what was heard of has its own looked at sooner.</summary>
public sealed class MigrationWatchTests : IAsyncDisposable
{
    private readonly VirtualClock clock = new();
    private readonly SimulatedCloud cloud;
    private readonly string folder = Directory.CreateTempSubdirectory("respite-watch-").FullName;
    private SqliteDatabase database = null!;

    public MigrationWatchTests()
    {
        cloud = SimulatedCloud.Create(new SimulationOptions { Clock = clock });
        cloud.Build.AddHost(new HostSpec("compute-01"));
        cloud.Build.AddHost(new HostSpec("compute-02"));
        cloud.Build.AddInstance(new InstanceSpec("vm-1") { Host = "compute-01" });
    }

    [Fact]
    public async Task A_migration_that_has_ended_has_its_host_looked_at()
    {
        await using var services = await StartAsync(Beat.Unhurried + 1);
        var (watch, store) = (services.GetRequiredService<MigrationWatch>(), services.GetRequiredService<IMaintenanceStore>());
        cloud.LiveMigrate("vm-1", "compute-02");
        clock.Advance(TimeSpan.FromSeconds(1));
        (await watch.EndedAsync(CancellationToken.None)).ShouldBeEmpty();
        clock.Advance(TimeSpan.FromSeconds(30));
        var ended = await watch.EndedAsync(CancellationToken.None);
        ended.ShouldBe([cloud.Instance("vm-1").Id]);
        (await watch.EndedAsync(CancellationToken.None)).ShouldBeEmpty("it ends once");

        (await store.NextDueInAsync(clock.GetUtcNow(), []))!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await services.GetRequiredService<MoveWaker>().WakeAsync(ended)).ShouldBeTrue();
        var due = await store.ClaimDueAsync("me", clock.GetUtcNow(), TimeSpan.FromSeconds(30), []);
        due.Select(m => m.Maintenance.Host).ShouldBe(["compute-01"]);
    }

    [Fact]
    public async Task While_few_hosts_are_drained_nothing_is_asked_of_Nova()
    {
        await using var services = await StartAsync(Beat.Unhurried);
        cloud.LiveMigrate("vm-1", "compute-02");
        clock.Advance(TimeSpan.FromSeconds(1));
        (await services.GetRequiredService<MigrationWatch>().EndedAsync(CancellationToken.None)).ShouldBeEmpty();
        cloud.History.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_another_replica_moves_is_that_ones_to_look_at()
    {
        await using var services = await StartAsync(1);
        var (waker, store) = (services.GetRequiredService<MoveWaker>(), services.GetRequiredService<IMaintenanceStore>());
        var vm = cloud.Instance("vm-1").Id;
        clock.Advance(TimeSpan.FromMinutes(11));
        await store.ClaimDueAsync("another", clock.GetUtcNow(), TimeSpan.FromSeconds(30), []);
        (await waker.IsMovedHereAsync(vm)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(31));
        await store.ClaimDueAsync(services.GetRequiredService<Engine>().Owner, clock.GetUtcNow(), TimeSpan.FromSeconds(30), []);
        (await waker.IsMovedHereAsync(vm)).ShouldBeTrue();
        (await waker.IsMovedHereAsync("of-somebody-else")).ShouldBeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        await cloud.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>So many hosts being drained, each to be looked at in ten minutes, and vm-1 of the first under way.</summary>
    private async Task<ServiceProvider> StartAsync(int hosts)
    {
        database = await SqliteDatabase.OpenAsync(Path.Combine(folder, "respite.db"));
        var store = new MaintenanceStore(database);
        var now = clock.GetUtcNow();
        for (var host = 1; host <= hosts; host++)
        {
            var m = new Maintenance
            {
                Id = $"m-{host}", Host = $"compute-{host:00}", State = MaintenanceState.Draining, Policy = new DrainPolicy(), CreatedAt = now, UpdatedAt = now, StateSince = now,
            };
            await store.InsertAsync(m, []);
            Move[] moves = host > 1 ? [] : [Some.Move(MoveState.Running) with { InstanceId = cloud.Instance("vm-1").Id }];
            await store.CommitAsync((await store.FindAsync(m.Id))!, now, _ => new MaintenanceChange(m, moves, [], now.AddMinutes(10)));
        }
        var session = new OpenStackSession(SimulatedCredentials.Of(cloud), clock, cloud.CreateHandler());
        return new ServiceCollection()
            .AddLogging(l => l.ClearProviders())
            .AddRespite(session, store, clock)
            .AddSingleton<IDatabase>(database)
            .AddSingleton<MoveWaker>()
            .AddSingleton<MigrationWatch>()
            .BuildServiceProvider();
    }
}

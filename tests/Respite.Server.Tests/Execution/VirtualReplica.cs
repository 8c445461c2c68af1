using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Respite.OpenStack.Session;
using Respite.Server.Api;
using Respite.Server.Execution;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.Tests.Faults;
using Respite.Simulator;
using Respite.Simulator.Building;
using Respite.Simulator.Time;

namespace Respite.Server.Tests.Execution;

/// <summary>Engines on one state and a simulated cloud, all on virtual time: days pass in no time.</summary>
internal sealed class VirtualReplica : IAsyncDisposable
{
    public const string Host = "compute-01";
    private readonly VirtualClock clock = new();
    private readonly Pump pump;
    private readonly string folder = Directory.CreateTempSubdirectory("respite-virtual-").FullName;
    private readonly SqliteDatabase database;
    private readonly MaintenanceStore store;
    private ServiceProvider services;

    public VirtualReplica(Action<CloudBuilder> build)
    {
        pump = new Pump(clock);
        Cloud = SimulatedCloud.Create(new SimulationOptions { Clock = clock });
        for (var host = 1; host <= 4; host++)
            Cloud.Build.AddHost(new HostSpec($"compute-{host:00}"));
        build(Cloud.Build);
        database = SqliteDatabase.OpenAsync(Path.Combine(folder, "respite.db")).GetAwaiter().GetResult();
        store = new MaintenanceStore(database);
        services = Start();
    }

    public SimulatedCloud Cloud { get; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public IReadOnlyList<Move> Moves => store.MovesAsync("m-1").GetAwaiter().GetResult();

    public Maintenance Maintenance => store.FindAsync("m-1").GetAwaiter().GetResult()!.Maintenance;

    public void Begin(Func<Maintenance, Maintenance> with)
    {
        var m = with(new Maintenance { Id = "m-1", Host = Host, Policy = new(), CreatedBy = "test", CreatedAt = Now, UpdatedAt = Now, StateSince = Now });
        store.InsertAsync(m, [.. Journal.Of(null, m, Now)]).GetAwaiter().GetResult();
    }

    /// <summary>The process ends without a word, and another takes its place.</summary>
    public void Replace() => services = Start();

    /// <summary>Time in which no engine runs.</summary>
    public void Pass(TimeSpan time) => clock.Advance(time);

    /// <summary>Works until this is so, or nothing more is due before <paramref name="limit"/> is over.</summary>
    public Maintenance RunUntil(Func<Maintenance, bool> done, TimeSpan limit)
    {
        var end = Now + limit;
        while (!done(Maintenance) && Now < end)
        {
            pump.Run(() => services.GetRequiredService<Engine>().RunDueAsync(default), () => false);
            if (done(Maintenance) || store.NextDueInAsync(Now, []).GetAwaiter().GetResult() is not { } due)
                break;
            clock.AdvanceTo(due > TimeSpan.Zero ? Now + due < end ? Now + due : end : Now + TimeSpan.FromMilliseconds(1));
        }
        return Maintenance;
    }

    public void Command(Func<Maintenance, IReadOnlyList<Move>, DateTimeOffset, CommandResult> command) =>
        pump.Run(() => services.GetRequiredService<CommandRunner>().RunAsync("m-1", command), () => false);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Cloud.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private ServiceProvider Start() => new ServiceCollection()
        .AddLogging(l => l.ClearProviders())
        .AddRespite(new OpenStackSession(SimulatedCredentials.Of(Cloud), clock, Cloud.CreateHandler()), store, clock)
        .BuildServiceProvider();
}

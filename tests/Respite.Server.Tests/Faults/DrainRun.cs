using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Respite.OpenStack.Session;
using Respite.Server.Api;
using Respite.Server.Execution;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Simulator;
using Respite.Simulator.Time;

namespace Respite.Server.Tests.Faults;

/// <summary>One or two hosts of a random cloud drained and handed back, with faults and crashes, all from one seed.</summary>
internal sealed partial class DrainRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(40);
    private const int MostRounds = 20_000;
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);
    private readonly int seed;
    private readonly Random random;
    private readonly VirtualClock clock = new();
    private readonly Pump pump;
    private readonly SimulatedCloud cloud;
    private readonly Violations violations = new();
    private readonly RequestInvariants requests;
    private readonly CommitInvariants commits;
    private readonly Operator person;
    private readonly List<Maintenance> started = [];
    private readonly Queue<int> deaths = new();
    private readonly HashSet<int> meddlings = [];
    private readonly string folder;
    private readonly DateTimeOffset calmAt;
    private SqliteDatabase database = null!;
    private MaintenanceStore store = null!;
    private Life life = new(null);
    private ServiceProvider services = null!;
    private int requestCount;

    public DrainRun(int seed)
    {
        this.seed = seed;
        random = new Random(seed);
        pump = new Pump(clock);
        folder = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"respite-{Guid.NewGuid():N}")).FullName;
        cloud = RandomCloud.Create(seed, random, clock);
        var policy = RandomPolicy.Create(seed, random, cloud.Options.VolumeKeysReadable);
        var drained = cloud.Hosts.Count >= 5 && random.Next(3) == 0 ? new[] { RandomCloud.Name(1), RandomCloud.Name(2) } : [RandomCloud.Name(1)];
        started.AddRange(drained.Select((host, i) => new Maintenance
        {
            Id = $"maintenance-{i + 1}", Host = host, Policy = policy, Reason = "new memory", CreatedBy = "operator",
            CreatedAt = clock.GetUtcNow(), UpdatedAt = clock.GetUtcNow(), StateSince = clock.GetUtcNow(),
        }));
        originals = cloud.Hosts.ToDictionary(h => h.Name, h => (h.Enabled, h.DisabledReason));
        requests = new RequestInvariants(cloud, policy, violations, host => store.FindOpenAsync(host).GetAwaiter().GetResult()?.Maintenance);
        commits = new CommitInvariants(cloud, violations, requests.IsOurs);
        HasFaults = seed % 4 is 2 or 3;
        HasCrashes = seed % 4 is 1 or 3;
        calmAt = clock.GetUtcNow() + (HasFaults ? Disturbances.Last : TimeSpan.Zero);
        person = new Operator(random, calmAt);
        for (var i = HasCrashes ? random.Next(1, 8) : 0; i > 0; i--)
            deaths.Enqueue(random.Next(1, random.Next(2) == 0 ? 40 : 1000));
        if (!HasFaults)
            return;
        Disturbances.Schedule(cloud, random, drained);
        for (var i = random.Next(0, 5); i > 0; i--)
            meddlings.Add(random.Next(1, 500));
    }

    public bool HasFaults { get; }

    public bool HasCrashes { get; }

    /// <summary>The journal, after the run.</summary>
    public string Told { get; private set; } = "";

    /// <returns>What went wrong, with all that is needed to understand it; null when nothing did.</returns>
    public string? Run()
    {
        try
        {
            pump.Run(OpenAsync, () => false);
            Drain();
            pump.Run(CheckEndAsync, () => false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            violations.Add(7, $"the engine threw {e}");
        }
        Told = string.Join('\n', store.EventsAsync(0, null, 100_000).GetAwaiter().GetResult().Select(e => $"{e.Seq} {e.At:O} {e.Host} {e.InstanceName} {e.Type} {e.Message}"));
        var report = violations.Found.Count == 0 ? null : Report();
        database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
        return report;
    }

    private async Task OpenAsync()
    {
        database = await SqliteDatabase.OpenAsync(Path.Combine(folder, "respite.db"));
        store = new MaintenanceStore(database);
        foreach (var m in started)
            await store.InsertAsync(m, [.. Journal.Of(null, m, clock.GetUtcNow())]);
        try
        {
            await store.InsertAsync(started[0] with { Id = "second" }, []);
            violations.Add(5, $"{started[0].Host} has two open maintenances");
        }
        catch (HostBusyException)
        {
            // As it has to be.
        }
        await StartAsync();
    }

    /// <summary>A new process on the same file.</summary>
    private async Task StartAsync()
    {
        life = new Life(deaths.TryDequeue(out var deathIn) ? deathIn : null);
        await store.ReleaseAllAsync();
        var session = new OpenStackSession(SimulatedCredentials.Of(cloud), clock, new CrashingHandler(cloud.CreateHandler(), life, requests, MeanwhileAsync), new Random(seed));
        services = new ServiceCollection()
            .AddLogging(l => l.ClearProviders())
            .AddRespite(session, new CrashingStore(store, life, commits), clock)
            .BuildServiceProvider();
    }

    /// <summary>A command may come at any instant, also between a call to Nova and its answer being recorded.</summary>
    private Task MeanwhileAsync(HttpRequestMessage request)
    {
        if (HasFaults && clock.GetUtcNow() < calmAt && RequestInvariants.LookedAt(request) is { } instance && random.Next(25) == 0)
            Disturbances.Touch(cloud, random, instance);
        return meddlings.Remove(++requestCount) ? person.MeddleAsync(services.GetRequiredService<CommandRunner>(), [.. started.Select(m => m.Id)]) : Task.CompletedTask;
    }

    private void Drain()
    {
        var end = clock.GetUtcNow() + Longest;
        for (var rounds = 1; violations.Found.Count == 0; rounds++)
        {
            Round();
            if (life.IsOver)
            {
                clock.Advance(TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(1, 90) : 0));
                pump.Run(StartAsync, () => false);
                continue;
            }
            var due = store.NextDueInAsync(clock.GetUtcNow(), []).GetAwaiter().GetResult();
            if (due is null)
                return;
            if (clock.GetUtcNow() > end || rounds > MostRounds)
            {
                violations.Add(7, "there is no end to it");
                return;
            }
            clock.Advance(due > TimeSpan.Zero ? due.Value : Instant);
        }
    }

    private void Round()
    {
        var before = Stored();
        commits.RoundBegan = clock.GetUtcNow();
        requests.AtRound = before.ToDictionary(b => b.Maintenance.Host, b => b.Maintenance.State);
        try
        {
            pump.Run(() => services.GetRequiredService<Engine>().RunDueAsync(default), () => life.IsOver);
            if (life.IsOver)
                return;
            CheckRound(before);
            foreach (var m in Stored())
                pump.Run(() => person.AttendAsync(services.GetRequiredService<CommandRunner>(), m.Maintenance, clock.GetUtcNow(), CheckBlockedAsync), () => life.IsOver);
        }
        catch (CrashException)
        {
            // The next life goes on.
        }
    }

    private IReadOnlyList<StoredMaintenance> Stored() => store.ListAsync(new MaintenanceFilter { Open = true }, null, 10).GetAwaiter().GetResult();
}

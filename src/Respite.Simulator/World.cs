using System.Buffers.Binary;
using Respite.Simulator.Faults;
using Respite.Simulator.Model;
using Respite.Simulator.Placement;
using Respite.Simulator.Time;

namespace Respite.Simulator;

/// <summary>Everything that the simulated cloud knows. Only touched under <see cref="Gate"/>.</summary>
internal sealed class World
{
    private readonly Random _random;
    private int _nextInstance;
    private int _nextMigration;
    private int _nextAggregate;
    private int _nextIp = 9;

    public World(SimulationOptions options)
    {
        Options = options;
        _random = new Random(options.Seed);
        Agenda = new Agenda(options.Clock, options.Speed);
        Faults = new FaultScript(this);
        StartedAt = Agenda.Now;
    }

    public Lock Gate { get; } = new();

    public SimulationOptions Options { get; }

    public Timings Timings => Options.Timings;

    public Agenda Agenda { get; }

    public FaultScript Faults { get; }

    public DateTimeOffset StartedAt { get; }

    public DateTimeOffset Now => Agenda.Now;

    public Allocations Allocations { get; } = new();

    public SortedDictionary<string, Host> Hosts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Node> NodesById { get; } = [];

    public Dictionary<string, Instance> Instances { get; } = [];

    public List<Migration> Migrations { get; } = [];

    /// <summary>Those that still change by themselves.</summary>
    public List<Migration> Flowing { get; } = [];

    public Dictionary<string, List<Migration>> MigrationsByInstance { get; } = [];

    public List<Flavor> Flavors { get; } = [];

    public List<Image> Images { get; } = [];

    public List<ServerGroup> Groups { get; } = [];

    public List<HostAggregate> Aggregates { get; } = [];

    public List<NetworkAgent> Agents { get; } = [];

    /// <summary>What the catalog has beside the cloud's own services.</summary>
    public List<(string Type, string Name, string Url)> Registered { get; } = [];

    public string NewUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes).ToString("D");
    }

    public string NewId() => NewUuid().Replace("-", "", StringComparison.Ordinal);

    public string NewRequestId() => $"req-{NewUuid()}";

    public string NewMac()
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, _random.Next());
        return $"fa:16:3e:{bytes[0]:x2}:{bytes[1]:x2}:{bytes[2]:x2}";
    }

    public string NewIp()
    {
        var n = ++_nextIp;
        return $"10.{10 + (n >> 16)}.{(n >> 8) & 0xff}.{n & 0xff}";
    }

    public int NextInstanceNumber() => ++_nextInstance;

    public int NextMigrationId() => ++_nextMigration;

    public Host? FindHost(string? name) => name is not null && Hosts.TryGetValue(name, out var host) ? host : null;

    public string ZoneOf(Host host) =>
        Aggregates.FirstOrDefault(a => a.Meta.ContainsKey("availability_zone") && a.HostNames.Contains(host.Name))?.Meta["availability_zone"] ?? "nova";

    public IEnumerable<HostAggregate> AggregatesOf(Node node)
    {
        // Nova puts a host's own provider in Placement's aggregates, not those below it.
        var host = Hosts.Values.FirstOrDefault(h => h.NodeList.Contains(node));
        return Aggregates.Where(a => host is not null && a.HostNames.Contains(host.Name));
    }

    public HostAggregate NewAggregate(string name)
    {
        var aggregate = new HostAggregate { Id = ++_nextAggregate, Uuid = NewUuid(), Name = name, CreatedAt = Now };
        Aggregates.Add(aggregate);
        return aggregate;
    }

    /// <summary>Puts the instance's host field, and the host's list of residents, to <paramref name="host"/> (null: nowhere).</summary>
    public void Place(Instance instance, Host? host, Node? node = null)
    {
        if (FindHost(instance.Host) is { } old)
            old.Residents.Remove(instance.Id);
        instance.Host = instance.GuestHost = host?.Name;
        node ??= host?.Node;
        instance.NodeId = node?.Id;
        instance.NodeName = node?.Name;
        host?.Residents.Add(instance.Id, instance);
        Touch(instance);
    }

    public void Touch(Instance instance) => instance.UpdatedAt = Now;

    public Migration AddMigration(Instance instance, string type, string status, string userId, string projectId)
    {
        var migration = new Migration(NextMigrationId(), NewUuid(), instance, type, instance.Host!, instance.NodeName!)
        {
            Status = status, CreatedAt = Now, UpdatedAt = Now, UserId = userId, ProjectId = projectId,
        };
        Migrations.Add(migration);
        if (!MigrationsByInstance.TryGetValue(instance.Id, out var list))
            MigrationsByInstance[instance.Id] = list = [];
        list.Add(migration);
        return migration;
    }

    public void Set(Migration migration, string status)
    {
        migration.Status = status;
        migration.UpdatedAt = Now;
    }

    /// <summary>Runs <paramref name="step"/> later, unless the migration has taken another turn meanwhile (aborted, its host lost).</summary>
    public void Later(Migration migration, TimeSpan delay, Action step)
    {
        var turn = migration.Turn;
        Agenda.After(delay, () =>
        {
            if (migration.Turn == turn)
                step();
        });
    }
}

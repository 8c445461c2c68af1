namespace Respite.Simulator.Model;

/// <summary>A compute host: one nova-compute service with its hypervisor nodes.</summary>
public sealed class Host
{
    internal Host(string name, string serviceId, int number)
    {
        Name = name;
        ServiceId = serviceId;
        Number = number;
    }

    public string Name { get; }

    /// <summary>The nova-compute service's uuid.</summary>
    public string ServiceId { get; }

    /// <summary>The service's and the hypervisor's id below microversion 2.53.</summary>
    public int Number { get; }

    public bool Enabled { get; internal set; } = true;

    public string? DisabledReason { get; internal set; }

    /// <summary>Whether the nova-compute process runs. What Nova shows as <c>state</c> follows later: <see cref="SeenUp"/>.</summary>
    public bool Alive { get; internal set; } = true;

    /// <summary>Whether Nova has noticed: false only some time (service_down_time) after the process died.</summary>
    public bool SeenUp { get; internal set; } = true;

    public bool ForcedDown { get; internal set; }

    /// <summary>What <c>state</c> shows.</summary>
    public bool Up => SeenUp && !ForcedDown;

    public IReadOnlyList<Node> Nodes => NodeList;

    /// <summary>Instances whose <c>OS-EXT-SRV-ATTR:host</c> is this host.</summary>
    public IReadOnlyCollection<Instance> Instances => Residents.Values;

    public string HypervisorType { get; internal set; } = "QEMU";

    public int HypervisorVersion { get; internal set; }

    public Cpu Cpu { get; internal set; } = Cpu.Default;

    /// <summary>Live migrations that run from here at this moment, at most max_concurrent_live_migrations.</summary>
    public int LiveMigrationsRunning { get; internal set; }

    internal List<Node> NodeList { get; } = [];

    internal SortedDictionary<string, Instance> Residents { get; } = new(StringComparer.Ordinal);

    internal Queue<Migration> LiveMigrationQueue { get; } = new();

    internal DateTimeOffset? ServiceTouchedAt { get; set; }

    internal DateTimeOffset? LastHeartbeat { get; set; }

    internal HostFaults Faults { get; } = new();

    internal Node Node => NodeList[0];

    public override string ToString() => Name;
}

/// <summary>How a host misbehaves.</summary>
internal sealed class HostFaults
{
    public bool RejectsIncoming { get; set; }

    public bool FailsIncoming { get; set; }

    /// <summary>The nova-compute never writes COMPUTE_STATUS_DISABLED.</summary>
    public bool TraitNeverSet { get; set; }
}

using Respite.Simulator.Model;

namespace Respite.Simulator.Building;

/// <summary>A resource provider below a host's own.</summary>
public sealed record NestedSpec(string Resource, int Total)
{
    public IReadOnlyList<string> Traits { get; init; } = [];
}

/// <summary>A host to add. RAM in MiB, disk in GiB.</summary>
public sealed record HostSpec(string Name)
{
    /// <summary>Its availability zone; null: nova's default zone.</summary>
    public string? Zone { get; init; }

    public int Vcpus { get; init; } = 16;

    public int Ram { get; init; } = 32768;

    public int Disk { get; init; } = 500;

    public double CpuRatio { get; init; } = 4.0;

    public double RamRatio { get; init; } = 1.0;

    public double DiskRatio { get; init; } = 1.0;

    public int ReservedRam { get; init; } = 512;

    /// <summary>Beyond those that every compute has.</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    /// <summary>More resource classes, such as VGPU or CUSTOM_FPGA.</summary>
    public IReadOnlyDictionary<string, int> Resources { get; init; } = new Dictionary<string, int>();

    /// <summary>Resource providers below the host's own, such as GPUs.</summary>
    public IReadOnlyList<NestedSpec> Nested { get; init; } = [];

    public int HypervisorVersion { get; init; } = 7002000;

    public Cpu Cpu { get; init; } = Cpu.Default;

    public bool Enabled { get; init; } = true;

    public string? DisabledReason { get; init; }

    public bool Up { get; init; } = true;

    /// <summary>More than one: an Ironic host, each node a bare-metal one.</summary>
    public int Nodes { get; init; } = 1;
}

/// <summary>A server to add, already in its state.</summary>
public sealed record InstanceSpec(string Name)
{
    /// <summary>Where it is; null for none (and ignored for SHELVED_OFFLOADED).</summary>
    public string? Host { get; init; }

    /// <summary>A flavor's name.</summary>
    public string Flavor { get; init; } = "m1.small";

    /// <summary>An image's name; null: the first.</summary>
    public string? Image { get; init; }

    /// <summary>As the API shows it: ACTIVE, PAUSED, SHUTOFF, SUSPENDED, RESCUE, ERROR, SHELVED, SHELVED_OFFLOADED, VERIFY_RESIZE, BUILD, SOFT_DELETED.</summary>
    public string Status { get; init; } = "ACTIVE";

    /// <summary>A task that never ends, e.g. image_uploading.</summary>
    public string? TaskState { get; init; }

    /// <summary>For VERIFY_RESIZE: the host that it comes from and that still holds its allocation. <see cref="Host"/> is where it went.</summary>
    public string? ResizedFrom { get; init; }

    /// <summary>A project's name.</summary>
    public string Project { get; init; } = "demo";

    /// <summary>The zone that its user asked for.</summary>
    public string? PinnedZone { get; init; }

    /// <summary>A server group's name.</summary>
    public string? Group { get; init; }

    public bool Locked { get; init; }

    public string? LockedReason { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>How many networks it is on.</summary>
    public int Ports { get; init; } = 1;

    /// <summary>What kind of port its first network gives it (<c>binding:vnic_type</c>), such as direct or macvtap.</summary>
    public string VnicType { get; init; } = "normal";

    /// <summary>A Manila share is attached (shown and refused from 2.97 on).</summary>
    public bool HasShare { get; init; }

    /// <summary>The volumes that are attached to it.</summary>
    public IReadOnlyList<Volume> Volumes { get; init; } = [];
}

namespace Respite.Planning.Model;

/// <summary>A compute host as the cloud shows it at one moment. Which aggregates it is in, the aggregates say.</summary>
public sealed record HostSnapshot
{
    // One for all hosts: where they differ in nothing else, they are of one kind.
    private static readonly Dictionary<string, string> NoCapabilities = [];

    /// <summary>The name of its nova-compute service (<c>OS-EXT-SRV-ATTR:host</c>), not of its hypervisor.</summary>
    public required string Name { get; init; }

    /// <summary>Placement's resource provider = Nova's hypervisor uuid (from compute 2.53). Null if it has none.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The service's <c>status</c> is enabled.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The service's <c>state</c> is up.</summary>
    public bool Up { get; init; } = true;

    public string? DisabledReason { get; init; }

    /// <summary>An open maintenance of Respite holds this host.</summary>
    public bool InMaintenance { get; init; }

    /// <summary>Its availability zone; null where not known.</summary>
    public string? Zone { get; init; }

    /// <summary>The traits of its own provider; those below it have theirs (<see cref="Nested"/>).</summary>
    public IReadOnlySet<string> Traits { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What Placement would let in all told: (total - reserved) * allocation_ratio, per class, nested providers included.</summary>
    public ResourceVector Capacity { get; init; } = ResourceVector.Zero;

    /// <summary>What Placement counts as used, nested providers included.</summary>
    public ResourceVector Used { get; init; } = ResourceVector.Zero;

    /// <summary>The providers below its own; what is not theirs of <see cref="Capacity"/> and <see cref="Used"/> is its own provider's.</summary>
    public IReadOnlyList<ProviderSnapshot> Nested { get; init; } = [];

    /// <summary>The most that one instance may have of a class (Placement's <c>max_unit</c>: what is there without the ratio); a class not named has no such limit.</summary>
    public ResourceVector MaxUnit { get; init; } = ResourceVector.Zero;

    /// <summary>How many instances are on it; null where nobody asked (an unused host is then known by <see cref="Used"/> alone).</summary>
    public int? InstanceCount { get; init; }

    /// <summary>The hypervisor's type as Nova says it (<c>QEMU</c>); null where not known.</summary>
    public string? HypervisorType { get; init; }

    /// <summary>Its version as a number (7002000 is 7.2.0); null where not known.</summary>
    public long? HypervisorVersion { get; init; }

    /// <summary>Null where not known.</summary>
    public CpuSnapshot? Cpu { get; init; }

    /// <summary>
    /// The values of those <c>capabilities:</c> keys that a drained instance's flavor asks for (without that prefix) and the API tells;
    /// lists as Python writes them, since Nova compares that text.
    /// </summary>
    public IReadOnlyDictionary<string, string> Capabilities { get; init; } = NoCapabilities;

    /// <summary>Marked as a spare host: disabled and kept empty, to take a whole drained host (method <c>spare</c>).</summary>
    public bool Spare { get; init; }
}

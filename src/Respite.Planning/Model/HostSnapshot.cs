namespace Respite.Planning.Model;

/// <summary>A compute host as the cloud shows it at one moment. Which aggregates it is in, the aggregates say.</summary>
public sealed record HostSnapshot
{
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

    /// <summary>The traits of its provider (and of the providers below it).</summary>
    public IReadOnlySet<string> Traits { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What Placement would let in all told: (total - reserved) * allocation_ratio, per class.</summary>
    public ResourceVector Capacity { get; init; } = ResourceVector.Zero;

    /// <summary>What Placement counts as used.</summary>
    public ResourceVector Used { get; init; } = ResourceVector.Zero;

    /// <summary>How many instances are on it; null where nobody asked (an unused host is then known by <see cref="Used"/> alone).</summary>
    public int? InstanceCount { get; init; }

    /// <summary>The hypervisor's type as Nova says it (<c>QEMU</c>); null where not known.</summary>
    public string? HypervisorType { get; init; }

    /// <summary>The CPU architecture as Nova says it (<c>x86_64</c>); null where not known.</summary>
    public string? Arch { get; init; }

    /// <summary>Marked as a spare host: disabled and kept empty, to take a whole drained host (method <c>spare</c>).</summary>
    public bool Spare { get; init; }
}

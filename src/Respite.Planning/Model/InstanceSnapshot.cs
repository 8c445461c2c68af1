using System.Collections.Frozen;

namespace Respite.Planning.Model;

/// <summary>A Nova server that has to do with the drained host: it is on it, or its unconfirmed resize left it.</summary>
public sealed record InstanceSnapshot
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Nova's <c>status</c>, as the API shows it: ACTIVE, SHUTOFF, VERIFY_RESIZE, SHELVED...</summary>
    public required string Status { get; init; }

    /// <summary><c>OS-EXT-STS:task_state</c>; null when idle.</summary>
    public string? TaskState { get; init; }

    /// <summary><c>OS-EXT-STS:power_state</c>: 0 none, 1 running, 3 paused, 4 shut down, 6 crashed, 7 suspended; null where not known.</summary>
    public int? PowerState { get; init; }

    public bool Locked { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>The zone it is in now (<c>OS-EXT-AZ:availability_zone</c>).</summary>
    public string? Zone { get; init; }

    /// <summary>The zone it was asked to be in (<c>pinned_availability_zone</c>, compute 2.96); means something only if <see cref="PinKnown"/>.</summary>
    public string? PinnedZone { get; init; }

    /// <summary>False below compute 2.96: nothing then shows whether it is pinned, so it stays in <see cref="Zone"/>.</summary>
    public bool PinKnown { get; init; }

    /// <summary>What Placement has allocated to it on its host. It needs the same elsewhere.</summary>
    public ResourceVector Resources { get; init; } = ResourceVector.Zero;

    public long MemoryMb { get; init; }

    /// <summary>Traits that its request asked for beyond what <see cref="FlavorExtraSpecs"/> and <see cref="ImageProperties"/> already say.</summary>
    public IReadOnlySet<string> RequiredTraits { get; init; } = FrozenSet<string>.Empty;

    public IReadOnlySet<string> ForbiddenTraits { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Ids of its server groups (Nova knows at most one per instance).</summary>
    public IReadOnlyList<string> GroupIds { get; init; } = [];

    public IReadOnlyDictionary<string, string> FlavorExtraSpecs { get; init; } = FrozenDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> ImageProperties { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>False below compute 2.98, and where it was booted from a volume: nothing then shows what its image asks for.</summary>
    public bool ImagePropertiesKnown { get; init; } = true;

    public string? ImageId { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = FrozenDictionary<string, string>.Empty;

    public IReadOnlyList<string> Tags { get; init; } = [];

    public Attachments Attachments { get; init; } = Attachments.None;

    /// <summary>The compute API's newest microversion is 2.N (at most what this client speaks); 0 where not known, then as in the oldest release.</summary>
    public int ComputeMinor { get; init; }

    /// <summary>
    /// True: the instance is on another host already and only the source of its unconfirmed resize or cold migration is the drained
    /// host (migration <c>finished</c> with <c>source_compute</c> = the host). Its resources there are held until it is confirmed.
    /// </summary>
    public bool ResizeSourceOnly { get; init; }
}

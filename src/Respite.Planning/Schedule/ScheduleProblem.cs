using Respite.Planning.Model;

namespace Respite.Planning.Schedule;

/// <summary>Moves whose destinations are settled, and what keeps them from all starting at once.</summary>
public sealed record ScheduleProblem
{
    public required IReadOnlyList<Transfer> Moves { get; init; }

    public MoveLimits Limits { get; init; } = new();

    /// <summary>By host. A host that is not named has links without limit.</summary>
    public IReadOnlyDictionary<string, LinkSpeed> Links { get; init; } = new Dictionary<string, LinkSpeed>();

    /// <summary>What is free on a host before anything moves. A host that is not named has room for all.</summary>
    public IReadOnlyDictionary<string, ResourceVector> Free { get; init; } = new Dictionary<string, ResourceVector>();

    /// <summary>
    /// Whether a move that cannot start yet may keep others from taking what it waits for. False where whoever starts them takes the
    /// first in order that can start, as a drain does: the order alone then gives these times.
    /// </summary>
    public bool Holds { get; init; } = true;

    public int Seed { get; init; }

    /// <summary>How much is tried, in looks at one move at one moment. 0: no search beyond the first orders.</summary>
    public int Effort { get; init; } = 60_000;
}

/// <summary>A host's link, full duplex.</summary>
public readonly record struct LinkSpeed(int UpMbps, int DownMbps);

using Respite.Planning.Model;

namespace Respite.Planning.Schedule;

/// <summary>One move to be given a time. It holds <see cref="Resources"/> on its destination from its start, and on its source until its end.</summary>
public sealed record Transfer
{
    public required string Id { get; init; }

    public required string Source { get; init; }

    /// <summary>Null where Nova's scheduler chooses: nothing on the destination's side is then counted.</summary>
    public string? Destination { get; init; }

    public ResourceVector Resources { get; init; } = ResourceVector.Zero;

    /// <summary>A live migration: counts towards <see cref="MoveLimits.LivePerSource"/>.</summary>
    public bool Live { get; init; } = true;

    public string? Zone { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>Two members of one group are never under way at once.</summary>
    public IReadOnlyList<string> GroupIds { get; init; } = [];

    /// <summary>The speeds it can run at, at least one. The schedule chooses.</summary>
    public required IReadOnlyList<Pace> Paces { get; init; }
}

/// <summary>One way to run a move: what it takes of its source's uplink and its destination's downlink, and how long it then lasts.</summary>
/// <param name="Seconds">At least 1.</param>
/// <param name="Mbps">0 where no link counts.</param>
public readonly record struct Pace(int Seconds, int Mbps = 0);

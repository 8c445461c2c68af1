namespace Respite.Planning.Model;

/// <summary>How the instances of a plan get room.</summary>
public enum PlanMethod
{
    /// <summary>Nothing needs a destination, or none was found for all (then the plan is not feasible).</summary>
    None,
    /// <summary>Everything goes to one unused host, which is enabled first.</summary>
    Spare,
    /// <summary>Over the other hosts.</summary>
    Spread,
}

/// <summary>What a plan says of one instance. Every instance given to the planner is in exactly one.</summary>
public sealed record PlannedMove
{
    public required string InstanceId { get; init; }

    public required string InstanceName { get; init; }

    public required string Status { get; init; }

    public required MoveKind Kind { get; init; }

    /// <summary>The host to name to Nova. Null: none is needed, Nova's scheduler chooses, a person is needed, or none was found.</summary>
    public string? Destination { get; init; }

    public required string Reason { get; init; }

    /// <summary>The drain will end blocked on it unless a person acts.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>Something has to end before it can move (a build, a task); then its new state says how.</summary>
    public bool Waits { get; init; }

    /// <summary>Why <see cref="Destination"/>, or that there is room, is an estimate: only Nova's scheduler can check it. Null: the plan has checked all that it knows of.</summary>
    public string? Estimate { get; init; }

    /// <summary>Higher ones start earlier among moves of their kind; 0 unless its owner says so.</summary>
    public int Priority { get; init; }

    /// <summary>As in <see cref="InstanceSnapshot.Attachments"/>: the drain decides by them again.</summary>
    public Attachments Attachments { get; init; } = Attachments.None;

    /// <summary>How long it lasts once it has begun, as far as can be told. Null: it does not move, or the plan is not feasible.</summary>
    public int? EstimatedSeconds { get; init; }

    public IReadOnlyList<string> GroupIds { get; init; } = [];

    public string? ProjectId { get; init; }

    public long MemoryMb { get; init; }

    public ResourceVector Resources { get; init; } = ResourceVector.Zero;
}

public enum BlockerKind
{
    /// <summary>No destination for it: the plan is not feasible.</summary>
    NoDestination,
    /// <summary>A person has to act on the instance: the plan stands, the drain ends blocked.</summary>
    NeedsPerson,
    /// <summary>The host itself cannot be drained: the plan is not feasible.</summary>
    HostUnfit,
}

/// <summary>Something in the way. The instance is null for <see cref="BlockerKind.HostUnfit"/>.</summary>
public sealed record Blocker(string? InstanceId, string? InstanceName, string Reason, BlockerKind Kind)
{
    /// <summary>Each with its instance, if it is of one.</summary>
    public static string Words(IEnumerable<Blocker> blockers) => string.Join("; ", blockers.Select(b => b.InstanceName is { } name ? $"{name}: {b.Reason}" : b.Reason));
}

/// <summary>Where every instance of a host goes, and why. It changes nothing.</summary>
public sealed record DrainPlan
{
    public required string Host { get; init; }

    /// <summary>Every instance that is to move has a destination. Without it nothing may be touched.</summary>
    public required bool Feasible { get; init; }

    public required PlanMethod Method { get; init; }

    /// <summary>Whether "not feasible" is proved, or nothing was found within the limit of the search.</summary>
    public Proof Proof { get; init; }

    /// <summary>With <see cref="PlanMethod.Spare"/>: the host to enable first.</summary>
    public string? SpareHost { get; init; }

    /// <summary>In the order in which they should start.</summary>
    public required IReadOnlyList<PlannedMove> Moves { get; init; }

    public required IReadOnlyList<Blocker> Blockers { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What the plan leaves; null unless something has a destination and everything that needs one.</summary>
    public PlanFigures? Figures { get; init; }

    /// <summary>If not everything has a destination: single changes after which it would have, what disturbs least first; empty if none was found.</summary>
    public IReadOnlyList<RoomChange> MakesRoom { get; init; } = [];

    /// <summary>How long the drain lasts, as far as can be told. Null: the plan is not feasible.</summary>
    public PlanDuration? Duration { get; init; }
}

/// <summary>How long the moves of a plan last together under the policy's limits. Waits for people, builds and tasks are not in it.</summary>
/// <param name="Seconds">In the order of the plan.</param>
/// <param name="AtLeastSeconds">No order of the same moves is faster, if each lasts as long as is estimated.</param>
/// <param name="Basis">Where the estimates come from, in words.</param>
public sealed record PlanDuration(int Seconds, int AtLeastSeconds, string Basis);

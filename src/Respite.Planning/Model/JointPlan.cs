namespace Respite.Planning.Model;

/// <summary>The plans of several hosts that are drained at the same time, made as one.</summary>
public sealed record JointPlan
{
    /// <summary>One a host, by name.</summary>
    public required IReadOnlyList<DrainPlan> Plans { get; init; }

    /// <summary>Every instance of every host that is to move has a destination.</summary>
    public bool Feasible => Plans.All(plan => plan.Feasible);

    /// <summary>What the answer is worth, for all of them together.</summary>
    public required Proof Proof { get; init; }

    /// <summary>How long all of them last side by side; each plan's own is told as if its host were drained alone. Null unless all are feasible.</summary>
    public PlanDuration? Duration { get; init; }

    /// <summary>Of all plans together; null unless all movers have a destination.</summary>
    public PlanFigures? Figures { get; init; }

    /// <inheritdoc cref="DrainPlan.MakesRoom"/>
    public IReadOnlyList<RoomChange> MakesRoom { get; init; } = [];

    public required IReadOnlyList<string> Warnings { get; init; }
}

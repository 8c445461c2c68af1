using Respite.Planning.Model;

namespace Respite.Planning.Drain;

public enum StateVerdict
{
    /// <summary>Do <see cref="StateDecision.Kind"/> now.</summary>
    Move,
    /// <summary>Something of its own has to end first (at most <c>wait_seconds</c>); then decide again.</summary>
    Wait,
    /// <summary>A migration of it runs, whoever started it: adopt it, never start a second.</summary>
    UnderWay,
    NeedsPerson,
    Leave,
    /// <summary>It is deleted, or no longer on the host.</summary>
    Gone,
}

/// <summary>
/// What one instance's state asks for. <see cref="Kind"/> is the move to make (<see cref="StateVerdict.Move"/>) or to be expected
/// (Wait, UnderWay), else Leave.
/// </summary>
public sealed record StateDecision(StateVerdict Verdict, MoveKind Kind, string Reason)
{
    /// <summary>Why a destination is an estimate that only Nova can check; null if it is none.</summary>
    public string? Estimate { get; init; }

    /// <summary>Its owner has asked to be told when it moves.</summary>
    public bool Notify { get; init; }

    /// <summary>Why it must not go cold when its live migration fails, whatever the policy allows; null if it may.</summary>
    public string? LiveOnly { get; init; }
}

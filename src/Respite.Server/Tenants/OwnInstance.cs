namespace Respite.Server.Tenants;

/// <summary>What is done with an instance, in words that mean something to its owner.</summary>
public enum OwnAction
{
    /// <summary>It moves to other hardware while it runs, with a pause of a moment.</summary>
    MovesWhileRunning,

    /// <summary>It is stopped, moved and, if it ran, started again.</summary>
    MovesStopped,

    /// <summary>Its resize, which waits for a confirmation, is confirmed.</summary>
    ResizeConfirmed,

    /// <summary>It is shelved already; its memory and disk on the hardware are given back.</summary>
    Offloaded,

    /// <summary>It is stopped for as long as its hardware is away.</summary>
    StoppedMeanwhile,

    /// <summary>It is not moved.</summary>
    Stays,
}

/// <summary>How far that has come.</summary>
public enum OwnState
{
    /// <summary>Not begun.</summary>
    Planned,

    UnderWay,

    /// <summary>An attempt did not do, or somebody has to look at it first.</summary>
    Delayed,

    /// <summary>Stopped, and started again when its hardware is back.</summary>
    Stopped,

    Done,

    /// <summary>It stays where it is.</summary>
    Stays,
}

/// <summary>What is planned for one instance: all that its owner is told. Nothing of hosts, of other projects, or of why.</summary>
/// <param name="BeginsAt">Not before then. Null: it has begun, or begins when its turn comes.</param>
/// <param name="EndsBy">Not begun after that. Null: no such limit.</param>
/// <param name="BeganAt">When its last attempt began.</param>
/// <param name="ExpectedSeconds">How long it lasts, or has still to last once it is under way. Null: that cannot be told.</param>
/// <param name="RetryAfterSeconds">When asking again will tell something new. Null: nothing more is to come.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record OwnInstance(
    string InstanceId, string InstanceName, OwnAction Action, OwnState State, DateTimeOffset? BeginsAt, DateTimeOffset? EndsBy, DateTimeOffset? BeganAt,
    DateTimeOffset? FinishedAt, int? ExpectedSeconds, int? RetryAfterSeconds, string Message);

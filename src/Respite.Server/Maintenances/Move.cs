using System.Text.Json.Serialization;
using Respite.Planning.Model;

namespace Respite.Server.Maintenances;

/// <summary>One instance's way off the host, as wanted and as far as it has come.</summary>
public sealed record Move
{
    public required string InstanceId { get; init; }

    public required string InstanceName { get; init; }

    public required MoveKind Kind { get; init; }

    public MoveState State { get; init; }

    /// <summary>Nova's status of the instance when last seen, such as ACTIVE.</summary>
    public string Status { get; init; } = "";

    public required string Source { get; init; }

    /// <summary>The host named to Nova, or where the instance went; null while the scheduler chooses or none is chosen.</summary>
    public string? Destination { get; init; }

    /// <summary>Why the move is as it is, or what it waits for.</summary>
    public string Reason { get; init; } = "";

    public int MemoryMb { get; init; }

    /// <summary>What it holds in Placement, and needs at its destination.</summary>
    public ResourceVector Resources { get; init; } = ResourceVector.Zero;

    public string ProjectId { get; init; } = "";

    public string Zone { get; init; } = "";

    public IReadOnlyList<string> GroupIds { get; init; } = [];

    /// <summary>What was attached when it was planned: Neutron and Cinder are not asked again at every step.</summary>
    public Attachments Attachments { get; init; } = Attachments.None;

    /// <summary>How many attempts were submitted.</summary>
    public int Attempt { get; init; }

    /// <summary>The newest migration of this instance that existed before this attempt; a newer one is this attempt's.</summary>
    public long BaselineMigration { get; init; }

    /// <summary>Nova's migration of this attempt.</summary>
    public long? MigrationId { get; init; }

    /// <summary>The id of Nova's request that started it; its instance action says why it failed.</summary>
    public string? RequestId { get; init; }

    /// <summary>Somebody else started the migration: it is watched, never aborted or forced.</summary>
    public bool Adopted { get; init; }

    /// <summary>The next rung of the policy's ladder.</summary>
    public int Rung { get; init; }

    /// <summary>The rung that has been asked of Nova and not yet shown effect.</summary>
    public LadderRung? RungUnderWay { get; init; }

    /// <summary>Attempts or the ladder are spent: only <c>resume</c>, or a change made in Nova, sets it going again.</summary>
    public bool GaveUp { get; init; }

    /// <summary>Live migration did not do; the policy allows downtime, so it goes cold.</summary>
    public bool ColdInstead { get; init; }

    /// <summary>Respite has stopped it, and starts it again when the host is handed back or the drain is cancelled.</summary>
    public bool Stopped { get; init; }

    /// <summary>Its owner has asked to be told when it moves.</summary>
    public bool Notify { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When Nova began to copy (the migration left the queue).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the budget is spent.</summary>
    public DateTimeOffset? OverdueAt { get; init; }

    /// <summary>0 to 100, as Nova reports it.</summary>
    public int? Progress { get; init; }

    public DateTimeOffset? ProgressAt { get; init; }

    /// <summary>Not before this instant: back-off after a failed attempt, or the limit of a wait.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Since when the instance has been waited for (a build, a task under way).</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Destinations that refused it or failed on it.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>Addresses before the move, sorted: "network ip".</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>What is wrong with the outcome, such as an address that changed.</summary>
    public string? Fault { get; init; }

    /// <summary>It stays on the host: the policy's scope or a person wants it so.</summary>
    [JsonIgnore]
    public bool Stays => State is MoveState.Left or MoveState.Skipped;

    /// <summary>Counts towards the limits: it is in flight, or a person was asked about its migration while that still runs.</summary>
    [JsonIgnore]
    public bool HoldsSlot => State.IsInFlight() || this is { State: MoveState.Failed, GaveUp: true, MigrationId: not null };

    /// <summary>A cancel waits for it. Somebody else's migration goes on with or without the maintenance, and might never end.</summary>
    [JsonIgnore]
    public bool HoldsUpCancel => State.IsInFlight() && !Adopted;

    /// <summary>From the progress so far; null before there is any. (Nova reports it every few seconds only.)</summary>
    public int? SecondsLeft(DateTimeOffset now) => this is { State: MoveState.Running, StartedAt: { } started, Progress: { } progress and > 0 and < 100 }
        ? (int)Math.Ceiling((now - started).TotalSeconds * (100 - progress) / progress)
        : null;

    /// <summary>Moves to <paramref name="next"/> by the table and says why.</summary>
    public Move To(MoveState next, string why)
    {
        MoveTransitions.Check(State, next);
        return this with { State = next, Reason = why };
    }
}

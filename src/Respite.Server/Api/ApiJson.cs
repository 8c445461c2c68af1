using System.Text.Json.Serialization;
using Respite.Planning.Model;
using Respite.Server.Api.Listing;
using Respite.Server.Maintenances;

namespace Respite.Server.Api;

// The shapes of /v1, documented in docs/api.md. Names are snake_case on the wire.

internal sealed record PlanJson(
    string Host, bool Feasible, PlanMethod Method, Proof Proof, IReadOnlyList<PlannedMoveJson> Moves, IReadOnlyList<BlockerJson> Blockers,
    IReadOnlyList<string> Warnings, PlanFigures? Figures, IReadOnlyList<RoomChangeJson> MakesRoom, PlanDuration? Duration)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExplanationJson? Explanation { get; init; }

    public static PlanJson Of(DrainPlan plan) => new(
        plan.Host,
        plan.Feasible,
        plan.Method,
        plan.Proof,
        [.. plan.Moves.Select(m => new PlannedMoveJson(m.InstanceId, m.InstanceName, m.Status, m.Kind, m.Destination, m.Reason, m.Estimate, m.EstimatedSeconds))],
        [.. plan.Blockers.Select(b => new BlockerJson(b.InstanceId, b.Reason))],
        plan.Warnings,
        plan.Figures,
        [.. plan.MakesRoom.Select(RoomChangeJson.Of)],
        plan.Duration);
}

/// <param name="Plans">One a host. Each one's duration is told as if its host were drained alone.</param>
/// <param name="Duration">Of all of them side by side; null unless all are feasible.</param>
/// <param name="Figures">Of the cloud after all of them; null unless all that is to move has a destination.</param>
internal sealed record JointPlanJson(
    bool Feasible, Proof Proof, IReadOnlyList<PlanJson> Plans, IReadOnlyList<string> Warnings, PlanFigures? Figures, IReadOnlyList<RoomChangeJson> MakesRoom, PlanDuration? Duration)
{
    public static JointPlanJson Of(JointPlan plan) => new(
        plan.Feasible, plan.Proof, [.. plan.Plans.Select(PlanJson.Of)], plan.Warnings, plan.Figures, [.. plan.MakesRoom.Select(RoomChangeJson.Of)], plan.Duration);
}

internal sealed record PlannedMoveJson(string InstanceId, string InstanceName, string Status, MoveKind Action, string? Destination, string Reason, string? Estimate, int? EstimatedSeconds);

internal sealed record RoomChangeJson(
    RoomChangeKind Kind, string Words, string? Host, IReadOnlyDictionary<string, long>? Resources, string? GroupId, int? MaxServerPerHost, string? Rule)
{
    public static RoomChangeJson Of(RoomChange change) => new(
        change.Kind, change.Words, change.Host, change.Resources?.ToDictionary(), change.GroupId, change.MaxServerPerHost, change.Rule);
}

internal sealed record BlockerJson(string? InstanceId, string Reason);

internal sealed record MoveJson(
    string InstanceId,
    string InstanceName,
    string Status,
    MoveKind Action,
    MoveState State,
    string Source,
    string? Destination,
    int Attempt,
    int? Progress,
    int MemoryMb,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    int? EtaSeconds,
    string Reason,
    long? MigrationId,
    string? Fault)
{
    public static MoveJson Of(Move m, DateTimeOffset now) => new(
        m.InstanceId, m.InstanceName, m.Status, m.Kind, m.State, m.Source, m.Destination, m.Attempt, m.Progress, m.MemoryMb,
        m.StartedAt ?? m.SubmittedAt, m.FinishedAt, m.SecondsLeft(now), m.Reason, m.MigrationId, m.Fault);
}

internal sealed record NeedsPersonJson(string InstanceId, string InstanceName, string Reason);

internal sealed record OriginalServiceJson(string Status, string? DisabledReason);

internal sealed record MaintenanceJson(
    string Id,
    string Host,
    MaintenanceState State,
    string Reason,
    string StateReason,
    bool Refused,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? NotBefore,
    DateTimeOffset? NotAfter,
    string CreatedBy,
    string? Ticket,
    IReadOnlyDictionary<string, string> Metadata,
    OriginalServiceJson? OriginalService,
    IReadOnlyList<NeedsPersonJson> NeedsPerson,
    IReadOnlyList<string> Faults,
    string? PolicyName,
    DrainPolicy Policy,
    string? PlanId,
    PlanJson? Plan,
    IReadOnlyList<MoveJson> Moves)
{
    public static MaintenanceJson Of(Maintenance m, IReadOnlyList<Move> moves, DateTimeOffset now) => new(
        m.Id, m.Host, m.State, m.Reason, m.StateReason, m.Refused, m.CreatedAt, m.UpdatedAt, m.FinishedAt, m.NotBefore, m.NotAfter, m.CreatedBy, m.Ticket, m.Metadata,
        m.Original is { } original ? new(original.Enabled ? "enabled" : "disabled", original.DisabledReason) : null,
        [.. moves.Where(v => v.State == MoveState.Failed).Select(v => new NeedsPersonJson(v.InstanceId, v.InstanceName, v.Reason))],
        m.Faults, m.PolicyName, m.Policy, m.PlanId, m.Plan is { } plan ? PlanJson.Of(plan) : null, [.. moves.Select(v => MoveJson.Of(v, now))]);
}

internal sealed record MaintenancesJson(IReadOnlyList<MaintenanceJson> Maintenances)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? MaintenancesLinks { get; init; }
}

internal sealed record EventsJson(IReadOnlyList<JournalEvent> Events)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? EventsLinks { get; init; }
}

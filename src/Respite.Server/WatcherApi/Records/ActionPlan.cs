using Respite.Server.Plans;

namespace Respite.Server.WatcherApi.Records;

/// <summary>What an audit came to: actions, and once it is started the maintenance that does them.</summary>
internal sealed record ActionPlan
{
    public required string Id { get; init; }

    public required string AuditId { get; init; }

    /// <summary>A strategy's name.</summary>
    public required string Strategy { get; init; }

    public ActionPlanState State { get; init; }

    public string? StatusMessage { get; init; }

    /// <summary>In their order.</summary>
    public IReadOnlyList<PlanAction> Actions { get; init; } = [];

    /// <summary>The plan that the maintenance starts; null: nothing of Respite's is behind it (dummy).</summary>
    public StoredPlan? Plan { get; init; }

    /// <summary>Of the maintenance, known before it is started so that it is started once.</summary>
    public string MaintenanceId { get; init; } = "";

    /// <summary>Who started it.</summary>
    public string StartedBy { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }
}

/// <summary>Where an action plan stands. Shown in capitals.</summary>
internal enum ActionPlanState
{
    Recommended,
    Pending,
    Ongoing,
    Succeeded,
    Failed,
    Cancelling,
    Cancelled,
    Superseded,
}

internal static class ActionPlanStates
{
    /// <summary>Something is done for it, or about to be.</summary>
    public static bool IsOpen(this ActionPlanState state) => state is ActionPlanState.Pending or ActionPlanState.Ongoing or ActionPlanState.Cancelling;
}

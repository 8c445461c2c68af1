using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Running;

/// <summary>Where an action plan stands by the maintenance that does it. Pure.</summary>
internal static class PlanProgress
{
    /// <returns>The plan itself where nothing has changed.</returns>
    public static ActionPlan Of(ActionPlan plan, Maintenance m, IReadOnlyList<Move> moves, DateTimeOffset now)
    {
        var state = StateOf(plan, m, moves);
        var byInstance = moves.ToDictionary(move => move.InstanceId, StringComparer.Ordinal);
        var actions = plan.Actions.Concat(Late(plan, m, moves)).Select(action => Stamped(action, Ended(Next(action, m, byInstance), state), now)).ToList();
        var next = plan with { State = state, StatusMessage = Words(plan, state, m, actions), Actions = actions };
        return StoreJson.Write(next) == StoreJson.Write(plan) ? plan : next with { UpdatedAt = now };
    }

    /// <summary>What a client is told that has left something out; null: nothing was.</summary>
    public static string? SkippedWords(IReadOnlyList<PlanAction> actions) => actions.Any(a => a.State == ActionState.Skipped) ? "One or more actions were skipped." : null;

    private static ActionPlanState StateOf(ActionPlan plan, Maintenance m, IReadOnlyList<Move> moves) => m.State switch
    {
        MaintenanceState.InMaintenance or MaintenanceState.Returning or MaintenanceState.Completed => ActionPlanState.Succeeded,
        MaintenanceState.Failed => ActionPlanState.Failed,
        // Watcher knows no plan that waits for a person: what still runs ends, then its clients are told.
        MaintenanceState.Blocked when !moves.Any(move => move.State.IsInFlight()) && plan.State != ActionPlanState.Cancelling => ActionPlanState.Failed,
        MaintenanceState.Cancelling => ActionPlanState.Cancelling,
        MaintenanceState.Cancelled => ActionPlanState.Cancelled,
        _ => plan.State,
    };

    private static string? Words(ActionPlan plan, ActionPlanState state, Maintenance m, IReadOnlyList<PlanAction> actions) => state switch
    {
        ActionPlanState.Succeeded => SkippedWords(actions) ?? m.StateReason,
        ActionPlanState.Failed when m.State == MaintenanceState.Blocked =>
            $"{m.StateReason}. Maintenance {m.Id} of {m.Host} waits for a person: mend that, then start another action plan of this host, or `respite resume {m.Id}`.",
        _ => m.StateReason.Length > 0 ? m.StateReason : plan.StatusMessage,
    };

    /// <summary>What came onto the host after the plan was made is moved as well.</summary>
    private static IEnumerable<PlanAction> Late(ActionPlan plan, Maintenance m, IReadOnlyList<Move> moves)
    {
        var known = plan.Actions.Select(a => a.InstanceId).ToHashSet(StringComparer.Ordinal);
        return moves.Where(move => !known.Contains(move.InstanceId) && !move.Stays)
            .Select(move => ActionList.Migration(plan.Id, move.InstanceId, move.InstanceName, m.Host, move.Kind == MoveKind.LiveMigrate, move.Destination) with
            {
                Parents = plan.Actions.Count > 0 ? [plan.Actions[^1].Id] : [],
            });
    }

    private static PlanAction Next(PlanAction action, Maintenance m, Dictionary<string, Move> moves)
    {
        if (action.State == ActionState.Skipped)
            return action;
        if (action.InstanceId is null)
            return action with { State = Service(action, m) };
        return moves.TryGetValue(action.InstanceId, out var move) ? action with { State = StateOf(move), StatusMessage = move.Reason } : action;
    }

    private static ActionState Service(PlanAction action, Maintenance m) => m.State switch
    {
        MaintenanceState.Pending or MaintenanceState.Planning or MaintenanceState.Failed => ActionState.Pending,
        MaintenanceState.Cordoning => ActionState.Ongoing,
        MaintenanceState.Blocked or MaintenanceState.Paused when m.ResumeTo == MaintenanceState.Cordoning => ActionState.Ongoing,
        MaintenanceState.Cancelling or MaintenanceState.Cancelled => action.State,
        _ => ActionState.Succeeded,
    };

    private static ActionState StateOf(Move move) => move.State switch
    {
        MoveState.Waiting => ActionState.Pending,
        MoveState.Submitting or MoveState.Running or MoveState.Confirming or MoveState.Retrying => ActionState.Ongoing,
        MoveState.Done => ActionState.Succeeded,
        MoveState.Failed => ActionState.Failed,
        // Stopped on the host, as was asked: that was its action.
        MoveState.Left when move.Kind == MoveKind.Stop => ActionState.Succeeded,
        _ => ActionState.Skipped,
    };

    /// <summary>Of a plan that has ended nothing is left to do.</summary>
    private static PlanAction Ended(PlanAction action, ActionPlanState plan) =>
        !plan.IsOpen() && action.State is (ActionState.Pending or ActionState.Ongoing) ? action with { State = plan == ActionPlanState.Succeeded ? ActionState.Succeeded : ActionState.Cancelled } : action;

    private static PlanAction Stamped(PlanAction was, PlanAction next, DateTimeOffset now) => next.State != was.State ? next with { UpdatedAt = now } : next;
}

using Microsoft.AspNetCore.Http;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi;

/// <summary>What a client may make of an action plan and its actions. Pure.</summary>
internal static class PlanCommands
{
    /// <exception cref="BadHttpRequestException">Not from the state that it is in.</exception>
    public static ActionPlan Change(ActionPlan plan, ActionPlanState wanted, string user, DateTimeOffset now)
    {
        var changed = (plan.State, wanted) switch
        {
            (ActionPlanState.Recommended, ActionPlanState.Pending) => plan with { StartedBy = user },
            (ActionPlanState.Recommended or ActionPlanState.Pending, ActionPlanState.Cancelled) => plan with { Actions = Cancelled(plan.Actions, now) },
            (ActionPlanState.Ongoing, ActionPlanState.Cancelling) => plan,
            _ => throw Faults.Invalid($"State transition not allowed: ({Capitals.Of(plan.State)} -> {Capitals.Of(wanted)})."),
        };
        return changed with { State = wanted, UpdatedAt = now };
    }

    /// <param name="reason">The client's words; null: none.</param>
    /// <exception cref="BadHttpRequestException">It cannot be skipped any more.</exception>
    public static ActionPlan Skip(ActionPlan plan, PlanAction action, string? reason, DateTimeOffset now)
    {
        if (action.State is not (ActionState.Pending or ActionState.Skipped))
            throw Faults.Conflict($"Action {action.Id} is {Capitals.Of(action.State)}: only a PENDING one can be SKIPPED.");
        if (action.State == ActionState.Pending && plan.State is not (ActionPlanState.Recommended or ActionPlanState.Pending))
            throw Faults.Conflict($"Action plan {plan.Id} is {Capitals.Of(plan.State)}: an action can be SKIPPED while it is RECOMMENDED or PENDING.");
        if (action.Type == PlanAction.ServiceState)
            throw Faults.Conflict("Respite drains no host that it has not cordoned: this action can not be skipped.");
        var skipped = action with
        {
            State = ActionState.Skipped,
            StatusMessage = reason is null ? action.StatusMessage ?? "Action skipped by user." : $"Action skipped by user. Reason: {reason}",
            UpdatedAt = now,
        };
        return plan with { Actions = [.. plan.Actions.Select(a => a.Id == action.Id ? skipped : a)], UpdatedAt = now };
    }

    private static IReadOnlyList<PlanAction> Cancelled(IReadOnlyList<PlanAction> actions, DateTimeOffset now) =>
        [.. actions.Select(a => a.State == ActionState.Pending ? a with { State = ActionState.Cancelled, UpdatedAt = now } : a)];
}

using System.Globalization;
using System.Text.Json.Nodes;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Running;

/// <summary>The strategy by which clients try the API without touching anything: two words and a while. Pure.</summary>
internal static class DummyRun
{
    private const string Duration = "duration";

    public static IReadOnlyList<PlanAction> Actions(string planId, JsonObject parameters) => ActionList.Linked(
    [
        [new PlanAction { Id = ActionId.Of(planId, "1"), Type = PlanAction.Nop, Input = new JsonObject { ["message"] = parameters[Strategy.Message]?.DeepClone() } }],
        [new PlanAction { Id = ActionId.Of(planId, "2"), Type = PlanAction.Nop, Input = new JsonObject { ["message"] = "Welcome" } }],
        [new PlanAction { Id = ActionId.Of(planId, "3"), Type = PlanAction.Sleep, Input = new JsonObject { [Duration] = parameters[Strategy.Seconds]?.DeepClone() } }],
    ]);

    /// <summary>The plan as it stands now: started at its last change, it ends when its sleep is over.</summary>
    public static ActionPlan Next(ActionPlan plan, DateTimeOffset now)
    {
        if (plan.State == ActionPlanState.Cancelling)
            return Settled(plan, ActionPlanState.Cancelled, ActionState.Cancelled, now);
        if (plan.State == ActionPlanState.Pending)
            return Begun(plan, now);
        var left = plan.Actions.FirstOrDefault(a => a.State == ActionState.Ongoing);
        return left is null || now >= left.UpdatedAt + Length(left) ? Settled(plan, ActionPlanState.Succeeded, ActionState.Succeeded, now) : plan;
    }

    private static ActionPlan Begun(ActionPlan plan, DateTimeOffset now) => plan with
    {
        State = ActionPlanState.Ongoing,
        UpdatedAt = now,
        Actions = [.. plan.Actions.Select(a => a.State != ActionState.Pending ? a : a with { State = a.Type == PlanAction.Sleep ? ActionState.Ongoing : ActionState.Succeeded, UpdatedAt = now })],
    };

    private static ActionPlan Settled(ActionPlan plan, ActionPlanState state, ActionState rest, DateTimeOffset now) => plan with
    {
        State = state,
        StatusMessage = PlanProgress.SkippedWords(plan.Actions),
        UpdatedAt = now,
        Actions = [.. plan.Actions.Select(a => a.State is ActionState.Pending or ActionState.Ongoing ? a with { State = rest, UpdatedAt = now } : a)],
    };

    private static TimeSpan Length(PlanAction sleep) => TimeSpan.FromSeconds(double.Parse(sleep.Input[Duration]!.ToJsonString(), CultureInfo.InvariantCulture));
}

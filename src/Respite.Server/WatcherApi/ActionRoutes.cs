using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Records;
using Respite.Server.WatcherApi.Views;

namespace Respite.Server.WatcherApi;

internal static class ActionRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/watcher/v1/actions", (HttpContext context, WatcherStore store) => ListAsync(context, store, detail: false)).Lists();
        routes.MapGet("/watcher/v1/actions/detail", (HttpContext context, WatcherStore store) => ListAsync(context, store, detail: true)).Lists();
        routes.MapGet("/watcher/v1/actions/{id}", ShowAsync).ForAdmin();
        routes.MapPatch("/watcher/v1/actions/{id}", PatchAsync).ForAdmin();
    }

    private static async Task<(Versioned<ActionPlan> Plan, PlanAction Action)> FindAsync(WatcherStore store, string id) =>
        (from plan in await store.PlansAsync()
         from action in plan.Record.Actions
         where action.Id == id
         select ((Versioned<ActionPlan>, PlanAction)?)(plan, action)).FirstOrDefault() ?? throw Faults.NotFound("action", id);

    private static async Task<IResult> ListAsync(HttpContext context, WatcherStore store, bool detail)
    {
        var (planId, auditId) = (context.Request.Query["action_plan_uuid"].ToString(), context.Request.Query["audit_uuid"].ToString());
        if (planId.Length > 0 && auditId.Length > 0)
            throw Faults.Invalid("action_plan_uuid and audit_uuid can't be used together.");
        IReadOnlyList<ActionPlan> plans = planId.Length > 0
            ? await store.FindPlanAsync(planId) is { Record: var one } ? [one] : []
            : [.. (await store.PlansAsync(await ActionPlanRoutes.AuditIdAsync(store, auditId))).Select(p => p.Record)];
        return ActionView.Resource.List(context, plans.SelectMany(p => p.Actions.Select(a => ActionView.Of(p, a))), detail, "action_plan_uuid", "audit_uuid");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string id, WatcherStore store)
    {
        var (plan, action) = await FindAsync(store, id);
        return ActionView.Resource.One(context, ActionView.Of(plan.Record, action));
    }

    private static async Task<IResult> PatchAsync(HttpContext context, string id, WatcherStore store, TimeProvider clock)
    {
        Microversion.AtLeast(context, Microversion.SkippedActions, StatusCodes.Status400BadRequest);
        var (found, action) = await FindAsync(store, id);
        var (body, changed) = await JsonPatch.ApplyAsync(context, new JsonObject { ["state"] = Capitals.Of(action.State), ["status_message"] = null }, "state");
        if (changed.Contains("state") ? body.Needed("state") != "SKIPPED" : action.State != ActionState.Skipped)
            throw Faults.Conflict("Of an action only the state SKIPPED can be set, and of one that is SKIPPED the status_message.");
        var plan = PlanCommands.Skip(found.Record, action, body.Text("status_message"), clock.GetUtcNow());
        if (!await store.UpdateAsync(found, plan))
            throw Faults.Conflict($"Action plan {plan.Id} has changed meanwhile: ask again.");
        return ActionView.Resource.One(context, ActionView.Of(plan, plan.Actions.Single(a => a.Id == id)));
    }
}

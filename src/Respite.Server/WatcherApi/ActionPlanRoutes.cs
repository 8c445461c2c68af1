using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Auth;
using Respite.Server.Maintenances;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Records;
using Respite.Server.WatcherApi.Views;

namespace Respite.Server.WatcherApi;

internal static class ActionPlanRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/watcher/v1/action_plans", (HttpContext context, WatcherStore store) => ListAsync(context, store, detail: false)).Lists();
        routes.MapGet("/watcher/v1/action_plans/detail", (HttpContext context, WatcherStore store) => ListAsync(context, store, detail: true)).Lists();
        routes.MapGet("/watcher/v1/action_plans/{id}", async (HttpContext context, string id, WatcherStore store) =>
            ActionPlanView.Resource.One(context, ActionPlanView.Of((await FindAsync(store, id)).Record))).ForAdmin();
        routes.MapPost("/watcher/v1/action_plans/{id}/start", (HttpContext context, string id, WatcherStore store, JournalSignal signal, TimeProvider clock) =>
            ChangeAsync(context, id, ActionPlanState.Pending, store, signal, clock)).ForAdmin();
        routes.MapPatch("/watcher/v1/action_plans/{id}", PatchAsync).ForAdmin();
        routes.MapDelete("/watcher/v1/action_plans/{id}", DeleteAsync).ForAdmin();
    }

    private static async Task<Versioned<ActionPlan>> FindAsync(WatcherStore store, string id) => await store.FindPlanAsync(id) ?? throw Faults.NotFound("action plan", id);

    private static async Task<IResult> ListAsync(HttpContext context, WatcherStore store, bool detail)
    {
        var (auditId, strategy) = (context.Request.Query["audit_uuid"].ToString(), context.Request.Query["strategy"].ToString());
        var plans = (await store.PlansAsync(await AuditIdAsync(store, auditId))).Select(p => p.Record)
            .Where(p => strategy.Length == 0 || Strategy.Find(strategy)?.Name == p.Strategy);
        return ActionPlanView.Resource.List(context, plans.Select(ActionPlanView.Of), detail, "audit_uuid", "strategy");
    }

    /// <returns>Null: none is named.</returns>
    public static async Task<string?> AuditIdAsync(WatcherStore store, string named) =>
        named.Length == 0 ? null : (await store.FindAuditAsync(named))?.Record.Id ?? named;

    private static async Task<IResult> PatchAsync(HttpContext context, string id, WatcherStore store, JournalSignal signal, TimeProvider clock)
    {
        var state = Capitals.Of((await FindAsync(store, id)).Record.State);
        var (body, _) = await JsonPatch.ApplyAsync(context, new JsonObject { ["state"] = state }, "state");
        return await ChangeAsync(context, id, StateOf(body.Needed("state")), store, signal, clock);
    }

    private static ActionPlanState StateOf(string text) => Capitals.Read<ActionPlanState>(text)
        ?? throw Faults.Invalid($"Couldn't apply patch: {text} is no state of an action plan.");

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, ActionPlanState wanted, WatcherStore store, JournalSignal signal, TimeProvider clock)
    {
        while (true)
        {
            var found = await FindAsync(store, id);
            var plan = PlanCommands.Change(found.Record, wanted, Caller.Of(context).UserName, clock.GetUtcNow());
            // Written meanwhile by who follows its maintenance: decide again on what is there now.
            if (!await store.UpdateAsync(found, plan))
                continue;
            signal.Raise();
            return ActionPlanView.Resource.One(context, ActionPlanView.Of(plan));
        }
    }

    private static async Task<IResult> DeleteAsync(string id, WatcherStore store)
    {
        var plan = (await FindAsync(store, id)).Record;
        if (plan.State.IsOpen())
            throw Faults.Invalid($"Couldn't delete action plan {plan.Id} in state {Capitals.Of(plan.State)}: cancel it first.");
        await store.DeletePlanAsync(plan.Id);
        return Results.NoContent();
    }
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Auth;
using Respite.Server.Maintenances;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Records;
using Respite.Server.WatcherApi.Running;
using Respite.Server.WatcherApi.Views;

namespace Respite.Server.WatcherApi;

internal static class AuditRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/watcher/v1/audits", (HttpContext context, WatcherStore store) => ListAsync(context, store, detail: false)).Lists();
        routes.MapGet("/watcher/v1/audits/detail", (HttpContext context, WatcherStore store) => ListAsync(context, store, detail: true)).Lists();
        routes.MapGet("/watcher/v1/audits/{named}", async (HttpContext context, string named, WatcherStore store) =>
            AuditView.Resource.One(context, AuditView.Of((await FindAsync(store, named)).Record))).ForAdmin();
        routes.MapPost("/watcher/v1/audits", CreateAsync).ForAdmin();
        routes.MapPatch("/watcher/v1/audits/{named}", PatchAsync).ForAdmin();
        routes.MapDelete("/watcher/v1/audits/{named}", DeleteAsync).ForAdmin();
        routes.MapPost("/watcher/v1/webhooks/{named}", TriggerAsync).ForAdmin();
    }

    private static async Task<Versioned<Audit>> FindAsync(WatcherStore store, string named) => await store.FindAuditAsync(named) ?? throw Faults.NotFound("audit", named);

    private static async Task<IResult> ListAsync(HttpContext context, WatcherStore store, bool detail)
    {
        var of = new CatalogueFilter(context);
        var audits = (await store.AuditsAsync()).Select(a => a.Record).Where(a => of.LetsThrough(a.Goal, a.Strategy));
        return AuditView.Resource.List(context, audits.Select(AuditView.Of), detail, CatalogueFilter.Words);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, WatcherStore store, JournalSignal signal, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var audit = await NewAudit.ReadAsync(context, store, Caller.Of(context).UserName, now);
        if (!await store.InsertAsync(audit, AuditSchedule.FirstRun(audit, now)))
            throw Faults.Conflict($"An audit with name {audit.Name} already exists.");
        signal.Raise();
        return AuditView.Resource.Created(context, AuditView.Of(audit));
    }

    private static async Task<IResult> PatchAsync(HttpContext context, string named, WatcherStore store, JournalSignal signal, TimeProvider clock)
    {
        var found = await FindAsync(store, named);
        var (was, now) = (found.Record, clock.GetUtcNow());
        var (body, _) = await JsonPatch.ApplyAsync(context, new JsonObject
        {
            ["name"] = was.Name,
            ["state"] = Capitals.Of(was.State),
            ["interval"] = was.Interval,
            ["auto_trigger"] = was.AutoTrigger,
            ["parameters"] = was.Parameters.DeepClone(),
            ["scope"] = was.Scope.DeepClone(),
            ["start_time"] = Times.Plain(was.StartTime),
            ["end_time"] = Times.Plain(was.EndTime),
            ["force"] = was.Force,
        }, "name", "state");
        var audit = NewAudit.Patched(was, body, now);
        var wakeAt = audit.State == was.State && audit.Interval == was.Interval && was.NextRunTime is { } next ? next : AuditSchedule.FirstRun(audit, now);
        if (!await store.UpdateAsync(found, audit with { NextRunTime = audit.Type == AuditType.Continuous ? wakeAt : null }, wakeAt))
            throw Faults.Conflict($"Audit {was.Name} has changed meanwhile, or another has that name: look at it again.");
        signal.Raise();
        return AuditView.Resource.One(context, AuditView.Of(audit));
    }

    private static async Task<IResult> DeleteAsync(string named, WatcherStore store)
    {
        var audit = (await FindAsync(store, named)).Record;
        if (!audit.State.MayBeDeleted())
            throw Faults.Invalid($"Couldn't delete audit {audit.Name} in state {Capitals.Of(audit.State)}: cancel it first.");
        await store.DeleteAuditAsync(audit.Id);
        return Results.NoContent();
    }

    private static async Task<IResult> TriggerAsync(HttpContext context, string named, WatcherStore store, JournalSignal signal, TimeProvider clock)
    {
        Microversion.AtLeast(context, Microversion.Webhooks, StatusCodes.Status406NotAcceptable);
        var found = await FindAsync(store, named);
        var audit = found.Record;
        if (audit.Type != AuditType.Event)
            throw Faults.Invalid($"Audit {audit.Name} is no EVENT audit.");
        if (audit.State is not (AuditState.Pending or AuditState.Succeeded))
            throw Faults.Invalid($"Audit {audit.Name} is {Capitals.Of(audit.State)}: it can be triggered when it is PENDING or SUCCEEDED.");
        if (!await store.UpdateAsync(found, audit with { State = AuditState.Pending }, clock.GetUtcNow()))
            throw Faults.Conflict($"Audit {audit.Name} has changed meanwhile: ask again.");
        signal.Raise();
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}

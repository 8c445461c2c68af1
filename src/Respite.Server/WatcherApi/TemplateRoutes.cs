using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Records;
using Respite.Server.WatcherApi.Views;

namespace Respite.Server.WatcherApi;

internal static class TemplateRoutes
{
    private const string DefaultParameters = "default_parameters";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/watcher/v1/audit_templates", (HttpContext context, WatcherStore store) => ListAsync(context, store, detail: false)).Lists();
        routes.MapGet("/watcher/v1/audit_templates/detail", (HttpContext context, WatcherStore store) => ListAsync(context, store, detail: true)).Lists();
        routes.MapGet("/watcher/v1/audit_templates/{named}", async (HttpContext context, string named, WatcherStore store) =>
            TemplateView.Resource.One(context, TemplateView.Of(await FindAsync(store, named)))).ForAdmin();
        routes.MapPost("/watcher/v1/audit_templates", CreateAsync).ForAdmin();
        routes.MapPatch("/watcher/v1/audit_templates/{named}", PatchAsync).ForAdmin();
        routes.MapDelete("/watcher/v1/audit_templates/{named}", DeleteAsync).ForAdmin();
    }

    /// <summary>By its id, or its name.</summary>
    public static async Task<AuditTemplate> FindAsync(WatcherStore store, string named) =>
        (await store.TemplatesAsync()).FirstOrDefault(t => t.Id == named || t.Name == named) ?? throw Faults.NotFound("audit template", named);

    private static async Task<IResult> ListAsync(HttpContext context, WatcherStore store, bool detail)
    {
        var of = new CatalogueFilter(context);
        return TemplateView.Resource.List(context, (await store.TemplatesAsync()).Where(t => of.LetsThrough(t.Goal, t.Strategy)).Select(TemplateView.Of), detail, CatalogueFilter.Words);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, WatcherStore store, TimeProvider clock)
    {
        IReadOnlyList<string> keys = ["name", "description", "goal", "strategy", "scope", .. Microversion.Of(context).Minor >= Microversion.DefaultParameters ? [DefaultParameters] : Array.Empty<string>()];
        var now = clock.GetUtcNow();
        var template = Read(await RequestBody.ReadAsync(context, keys), new AuditTemplate { Id = Guid.CreateVersion7(now).ToString(), Name = "", Goal = "", CreatedAt = now });
        if (!await store.InsertAsync(template))
            throw Faults.Conflict($"An audit template with name {template.Name} already exists.");
        return TemplateView.Resource.Created(context, TemplateView.Of(template));
    }

    private static async Task<IResult> PatchAsync(HttpContext context, string named, WatcherStore store, TimeProvider clock)
    {
        var was = await FindAsync(store, named);
        var (patched, changed) = await JsonPatch.ApplyAsync(context, new JsonObject
        {
            ["name"] = was.Name,
            ["description"] = was.Description,
            ["goal"] = was.Goal,
            ["strategy"] = was.Strategy,
            ["scope"] = was.Scope.DeepClone(),
            [DefaultParameters] = was.DefaultParameters.DeepClone(),
        }, "name", "goal");
        if ((changed.Contains("goal") || changed.Contains("strategy")) && was.DefaultParameters.Count > 0 && !changed.Contains(DefaultParameters))
            throw Faults.Conflict($"{was.Name} has default parameters for {was.Strategy}: send new ones, or an empty object, with the change of its goal or strategy.");
        var template = Read(patched, was) with { UpdatedAt = clock.GetUtcNow() };
        if (!await store.UpdateAsync(template))
            throw Faults.Conflict($"An audit template with name {template.Name} already exists.");
        return TemplateView.Resource.One(context, TemplateView.Of(template));
    }

    private static async Task<IResult> DeleteAsync(string named, WatcherStore store)
    {
        await store.DeleteTemplateAsync((await FindAsync(store, named)).Id);
        return Results.NoContent();
    }

    private static AuditTemplate Read(RequestBody body, AuditTemplate template)
    {
        var goal = Chosen.GoalOf(body.Needed("goal"));
        var strategy = Chosen.StrategyOf(body.Text("strategy"), goal);
        var parameters = body.Object(DefaultParameters) ?? [];
        if (parameters.Count > 0 && strategy is null)
            throw Faults.Invalid("default_parameters are a strategy's: name it.");
        return template with
        {
            Name = body.Needed("name"),
            Description = body.Text("description"),
            Goal = goal.Name,
            Strategy = strategy?.Name,
            Scope = (JsonArray)(body.List("scope") ?? []).DeepClone(),
            DefaultParameters = (JsonObject)parameters.DeepClone(),
        };
    }
}

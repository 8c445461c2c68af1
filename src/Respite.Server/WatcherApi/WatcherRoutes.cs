using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api;
using Respite.Server.Auth;
using Respite.Server.WatcherApi.Http;

namespace Respite.Server.WatcherApi;

/// <summary>
/// Watcher's API v1 under <c>/watcher</c> (service type infra-optim): its clients drain hosts with Respite. The shapes are Watcher's own, so
/// they are not in the document of Respite's API.
/// </summary>
internal static class WatcherRoutes
{
    public const string Prefix = "/watcher";

    private static readonly string[] Collections = ["audit_templates", "audits", "actions", "action_plans", "scoring_engines", "services"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/watcher", Versions).For(Access.Anyone).ExcludeFromDescription();
        routes.MapGet("/watcher/v1", Version).ForAdmin();
        CatalogueRoutes.Map(routes);
        TemplateRoutes.Map(routes);
        AuditRoutes.Map(routes);
        ActionPlanRoutes.Map(routes);
        ActionRoutes.Map(routes);
        ServiceRoutes.Map(routes);
        DataModelRoutes.Map(routes);
    }

    private static IResult Versions(HttpContext context) => Resource.Answer(new JsonObject
    {
        ["name"] = "OpenStack Watcher API",
        ["description"] = "Respite, host maintenance for OpenStack, in the words of Watcher's API.",
        ["default_version"] = VersionOf(context),
        ["versions"] = new JsonArray(VersionOf(context)),
    });

    private static JsonObject VersionOf(HttpContext context) => new()
    {
        ["id"] = "v1",
        ["status"] = "CURRENT",
        ["min_version"] = $"{new Microversion(0)}",
        ["max_version"] = $"{new Microversion(Microversion.Highest)}",
        ["links"] = new JsonArray(Links.Link("self", Links.Api(context))),
    };

    private static IResult Version(HttpContext context)
    {
        var asked = Microversion.Of(context).Minor;
        var version = new JsonObject
        {
            ["id"] = "v1",
            ["media_types"] = new JsonArray(new JsonObject { ["base"] = "application/json", ["type"] = "application/vnd.openstack.watcher.v1+json" }),
            ["links"] = new JsonArray(Links.Link("self", Links.Api(context)), Links.Link("describedby", "https://docs.openstack.org/api-ref/resource-optimization/")),
        };
        IEnumerable<string> shown = [.. Collections, .. asked >= Microversion.DataModel ? ["data_model"] : Array.Empty<string>(), .. asked >= Microversion.Webhooks ? ["webhooks"] : Array.Empty<string>()];
        foreach (var collection in shown)
            version[collection] = Links.Of(context, collection);
        return Resource.Answer(version);
    }
}

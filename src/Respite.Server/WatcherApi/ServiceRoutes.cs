using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Views;

namespace Respite.Server.WatcherApi;

/// <summary>What clients look at to see that Watcher works, and the scoring engine that its own tests know. Who answers is at work.</summary>
internal static class ServiceRoutes
{
    private static readonly Resource Services = new("services", "service", ["id", "name", "host", "status"], ["id", "name", "host", "status", "last_seen_up"]) { Key = "id" };

    private static readonly Resource Engines = new("scoring_engines", "scoring engine", ["uuid", "name", "description"], ["uuid", "name", "description"]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/watcher/v1/services", (HttpContext context, TimeProvider clock) => Services.List(context, All(clock), detail: false)).Lists();
        routes.MapGet("/watcher/v1/services/detail", (HttpContext context, TimeProvider clock) => Services.List(context, All(clock), detail: true)).Lists();
        routes.MapGet("/watcher/v1/services/{named}", (HttpContext context, string named, TimeProvider clock) =>
            Services.One(context, All(clock).FirstOrDefault(s => $"{s["id"]}" == named || $"{s["name"]}" == named) ?? throw Faults.NotFound("service", named))).ForAdmin();
        routes.MapGet("/watcher/v1/scoring_engines", (HttpContext context) => Engines.List(context, [Dummy()], detail: false)).Lists();
        routes.MapGet("/watcher/v1/scoring_engines/detail", (HttpContext context) => Engines.List(context, [Dummy()], detail: true)).Lists();
        routes.MapGet("/watcher/v1/scoring_engines/{named}", (HttpContext context, string named) =>
            Engines.One(context, Dummy() is var dummy && ($"{dummy["uuid"]}" == named || $"{dummy["name"]}" == named) ? dummy : throw Faults.NotFound("scoring engine", named))).ForAdmin();
    }

    private static IReadOnlyList<JsonObject> All(TimeProvider clock) => [Service(1, "watcher-applier", clock), Service(2, "watcher-decision-engine", clock)];

    private static JsonObject Service(int id, string name, TimeProvider clock) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["host"] = "respite",
        ["status"] = "ACTIVE",
        ["last_seen_up"] = Times.Text(clock.GetUtcNow()),
    };

    private static JsonObject Dummy() => new()
    {
        ["uuid"] = "9d2f3a74-b4c6-4e3c-9f60-4b2c8b7f0001",
        ["name"] = "dummy_scorer",
        ["description"] = "Scores nothing: Respite plans by rules.",
        ["metainfo"] = "{}",
    };
}

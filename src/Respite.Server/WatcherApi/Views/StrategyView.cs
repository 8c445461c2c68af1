using System.Text.Json.Nodes;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Http;

namespace Respite.Server.WatcherApi.Views;

internal static class StrategyView
{
    public static Resource Resource { get; } = new(
        "strategies", "strategy", ["uuid", "name", "display_name", "goal_uuid", "goal_name"],
        ["uuid", "name", "display_name", "goal_uuid", "goal_name", "created_at", "updated_at", "deleted_at"]);

    public static JsonObject Of(Strategy strategy) => new()
    {
        ["uuid"] = strategy.Id,
        ["name"] = strategy.Name,
        ["display_name"] = strategy.DisplayName,
        ["goal_uuid"] = Goal.Find(strategy.Goal)!.Id,
        ["goal_name"] = strategy.Goal,
        ["parameters_spec"] = strategy.ParametersSpec.DeepClone(),
        ["created_at"] = null,
        ["updated_at"] = null,
        ["deleted_at"] = null,
    };

    /// <summary>What it needs to work: nothing but Nova, which Respite asks itself.</summary>
    public static JsonArray State(Strategy strategy) =>
    [
        Requirement("Datasource", "", mandatory: false),
        Requirement("Metrics", new JsonArray(), mandatory: false),
        Requirement("CDM", new JsonArray(new JsonObject { ["compute_model"] = "available" }), mandatory: true),
        new JsonObject { ["type"] = "Name", ["state"] = strategy.Name, ["mandatory"] = "", ["comment"] = "" },
    ];

    private static JsonObject Requirement(string type, JsonNode state, bool mandatory) => new() { ["type"] = type, ["state"] = state, ["mandatory"] = mandatory, ["comment"] = "" };
}

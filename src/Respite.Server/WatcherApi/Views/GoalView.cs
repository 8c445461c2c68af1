using System.Text.Json.Nodes;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Http;

namespace Respite.Server.WatcherApi.Views;

internal static class GoalView
{
    public static Resource Resource { get; } = new(
        "goals", "goal", ["uuid", "name", "display_name", "efficacy_specification"], ["uuid", "name", "display_name", "created_at", "updated_at", "deleted_at"]);

    public static JsonObject Of(Goal goal) => new()
    {
        ["uuid"] = goal.Id,
        ["name"] = goal.Name,
        ["display_name"] = goal.DisplayName,
        ["efficacy_specification"] = new JsonArray(),
        ["created_at"] = null,
        ["updated_at"] = null,
        ["deleted_at"] = null,
    };
}

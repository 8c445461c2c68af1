using System.Text.Json.Nodes;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Views;

internal static class TemplateView
{
    public static Resource Resource { get; } = new(
        "audit_templates", "audit template",
        ["uuid", "name", "description", "goal_uuid", "goal_name", "strategy_uuid", "strategy_name", "scope", "default_parameters"],
        ["uuid", "name", "description", "goal_uuid", "goal_name", "strategy_uuid", "strategy_name", "created_at", "updated_at", "deleted_at"])
    {
        Since = new Dictionary<string, int> { ["default_parameters"] = Microversion.DefaultParameters },
    };

    public static JsonObject Of(AuditTemplate template) => new()
    {
        ["uuid"] = template.Id,
        ["name"] = template.Name,
        ["description"] = template.Description,
        ["goal_uuid"] = Goal.Find(template.Goal)!.Id,
        ["goal_name"] = template.Goal,
        ["strategy_uuid"] = template.Strategy is { } strategy ? Strategy.Find(strategy)!.Id : null,
        ["strategy_name"] = template.Strategy,
        ["scope"] = template.Scope.DeepClone(),
        ["default_parameters"] = template.DefaultParameters.DeepClone(),
        ["created_at"] = Times.Text(template.CreatedAt),
        ["updated_at"] = Times.Text(template.UpdatedAt),
        ["deleted_at"] = null,
    };
}

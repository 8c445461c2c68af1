using System.Text.Json.Nodes;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Views;

internal static class ActionPlanView
{
    public static Resource Resource { get; } = new(
        "action_plans", "action plan",
        ["uuid", "state", "efficacy_indicators", "global_efficacy", "updated_at", "audit_uuid", "strategy_uuid", "strategy_name"],
        ["uuid", "state", "audit_uuid", "strategy_uuid", "strategy_name", "hostname", "status_message", "created_at", "updated_at", "deleted_at"])
    {
        Since = new Dictionary<string, int> { ["status_message"] = Microversion.StatusMessages },
    };

    public static JsonObject Of(ActionPlan plan) => new()
    {
        ["uuid"] = plan.Id,
        ["audit_uuid"] = plan.AuditId,
        ["strategy_uuid"] = Strategy.Find(plan.Strategy)!.Id,
        ["strategy_name"] = plan.Strategy,
        ["state"] = Capitals.Of(plan.State),
        ["efficacy_indicators"] = new JsonArray(),
        ["global_efficacy"] = new JsonArray(),
        ["hostname"] = "respite",
        ["status_message"] = plan.StatusMessage,
        ["created_at"] = Times.Text(plan.CreatedAt),
        ["updated_at"] = Times.Text(plan.UpdatedAt),
        ["deleted_at"] = null,
    };
}

using System.Text.Json.Nodes;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Views;

internal static class ActionView
{
    public static Resource Resource { get; } = new(
        "actions", "action", ["uuid", "state", "action_plan_uuid", "action_type", "parents"],
        ["uuid", "state", "action_plan_uuid", "action_type", "description", "status_message", "created_at", "updated_at", "deleted_at"])
    {
        Since = new Dictionary<string, int> { ["status_message"] = Microversion.StatusMessages },
    };

    public static JsonObject Of(ActionPlan plan, PlanAction action) => new()
    {
        ["uuid"] = action.Id,
        ["action_plan_uuid"] = plan.Id,
        ["state"] = Capitals.Of(action.State),
        ["action_type"] = action.Type,
        ["description"] = Description(action.Type),
        ["input_parameters"] = action.Input.DeepClone(),
        ["parents"] = new JsonArray([.. action.Parents.Select(parent => JsonValue.Create(parent))]),
        ["status_message"] = action.StatusMessage,
        ["created_at"] = Times.Text(plan.CreatedAt),
        ["updated_at"] = Times.Text(action.UpdatedAt),
        ["deleted_at"] = null,
    };

    private static string Description(string type) => type switch
    {
        PlanAction.ServiceState => "Disables or enables the nova-compute service.",
        PlanAction.Migrate => "Moves a VM instance from its host to another.",
        PlanAction.Stop => "Stops a VM instance; it is started again when its host is handed back.",
        PlanAction.Nop => "Does nothing.",
        _ => "Waits for a while.",
    };
}

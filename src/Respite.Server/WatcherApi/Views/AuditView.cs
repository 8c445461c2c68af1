using System.Text.Json.Nodes;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Views;

internal static class AuditView
{
    public static Resource Resource { get; } = new(
        "audits", "audit",
        ["uuid", "name", "audit_type", "state", "goal_uuid", "goal_name", "strategy_uuid", "strategy_name", "interval", "scope", "auto_trigger", "next_run_time"],
        [
            "uuid", "name", "audit_type", "state", "goal_uuid", "goal_name", "strategy_uuid", "strategy_name", "interval", "auto_trigger", "next_run_time", "hostname",
            "start_time", "end_time", "force", "status_message", "created_at", "updated_at", "deleted_at",
        ])
    {
        Since = new Dictionary<string, int>
        {
            ["start_time"] = Microversion.StartAndEndTimes,
            ["end_time"] = Microversion.StartAndEndTimes,
            ["force"] = Microversion.Force,
            ["status_message"] = Microversion.StatusMessages,
        },
    };

    public static JsonObject Of(Audit audit) => new()
    {
        ["uuid"] = audit.Id,
        ["name"] = audit.Name,
        ["audit_type"] = Capitals.Of(audit.Type),
        ["state"] = Capitals.Of(audit.State),
        ["goal_uuid"] = Goal.Find(audit.Goal)!.Id,
        ["goal_name"] = audit.Goal,
        ["strategy_uuid"] = Strategy.Find(audit.Strategy)!.Id,
        ["strategy_name"] = audit.Strategy,
        ["parameters"] = audit.Parameters.DeepClone(),
        ["interval"] = audit.Interval,
        ["scope"] = audit.Scope.DeepClone(),
        ["auto_trigger"] = audit.AutoTrigger,
        ["next_run_time"] = Times.Plain(audit.NextRunTime),
        ["hostname"] = "respite",
        ["start_time"] = Times.Plain(audit.StartTime),
        ["end_time"] = Times.Plain(audit.EndTime),
        ["force"] = audit.Force,
        ["status_message"] = audit.StatusMessage,
        ["created_at"] = Times.Text(audit.CreatedAt),
        ["updated_at"] = Times.Text(audit.UpdatedAt),
        ["deleted_at"] = null,
    };
}

using System.Text.Json.Nodes;
using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Running;

/// <summary>A drain as Watcher's planner would list it: services first, then stops, then migrations, two abreast. Pure.</summary>
internal static class ActionList
{
    /// <summary>What the service of a host says that Watcher's clients have taken out.</summary>
    public const string DisabledReason = "watcher_maintaining";

    private const int Abreast = 2;

    /// <param name="spare">The service of the plan's spare host.</param>
    public static IReadOnlyList<PlanAction> Of(string planId, DrainPlan plan, ServiceView service, ServiceView? spare)
    {
        var chunks = new List<PlanAction[]>();
        if (spare is not null)
            chunks.Add([Service(planId, plan.SpareHost!, spare, "enabled")]);
        if (service.Enabled || service.DisabledReason != DisabledReason)
            chunks.Add([Service(planId, plan.Host, service, "disabled")]);
        var moves = plan.Moves.Where(m => m.Kind != MoveKind.Leave || m.NeedsPerson).Select(m => Of(planId, plan.Host, m)).ToList();
        chunks.AddRange(moves.Where(a => a.Type == PlanAction.Stop).Chunk(Abreast));
        chunks.AddRange(moves.Where(a => a.Type == PlanAction.Migrate).Chunk(Abreast));
        return Linked(chunks);
    }

    /// <summary>Each action's parents are those of the chunk before.</summary>
    public static IReadOnlyList<PlanAction> Linked(IReadOnlyList<PlanAction[]> chunks) =>
        [.. chunks.SelectMany((chunk, index) => chunk.Select(action => index == 0 ? action : action with { Parents = [.. chunks[index - 1].Select(a => a.Id)] }))];

    public static PlanAction Migration(string planId, string instanceId, string name, string source, bool live, string? destination)
    {
        var input = new JsonObject { ["migration_type"] = live ? "live" : "cold", ["source_node"] = source, ["resource_name"] = name, ["resource_id"] = instanceId };
        if (destination is not null)
            input["destination_node"] = destination;
        return new PlanAction { Id = ActionId.Of(planId, instanceId), Type = PlanAction.Migrate, Input = input, InstanceId = instanceId };
    }

    private static PlanAction Of(string planId, string host, PlannedMove move)
    {
        var live = move.Kind == MoveKind.LiveMigrate || (move.Kind == MoveKind.Leave && move.Status is "ACTIVE" or "PAUSED");
        var action = move.Kind == MoveKind.Stop
            ? new PlanAction { Id = ActionId.Of(planId, move.InstanceId), Type = PlanAction.Stop, Input = new JsonObject { ["resource_id"] = move.InstanceId }, InstanceId = move.InstanceId }
            : Migration(planId, move.InstanceId, move.InstanceName, host, live, move.Destination);
        return action with { StatusMessage = move.Reason };
    }

    private static PlanAction Service(string planId, string host, ServiceView service, string state)
    {
        var input = new JsonObject { ["state"] = state, ["resource_name"] = host, ["resource_id"] = service.Id };
        if (state == "disabled")
            input["disabled_reason"] = DisabledReason;
        return new PlanAction { Id = ActionId.Of(planId, $"{state} {host}"), Type = PlanAction.ServiceState, Input = input };
    }
}

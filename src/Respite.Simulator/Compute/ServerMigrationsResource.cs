using System.Globalization;
using System.Text.Json.Nodes;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>/servers/{id}/migrations: live migrations in progress, abort and force-complete.</summary>
internal sealed class ServerMigrationsResource(World world, ComputeApi api)
{
    private const string Policy = "os_compute_api:servers:migrations:";

    public static bool InProgress(Migration migration) => migration.Status is "queued" or "preparing" or "running" or "post-migrating";

    public SimReply Serve(SimRequest request, Caller caller, string serverId, string[] rest)
    {
        var instance = api.Server(serverId, caller);
        return (request.Method, rest) switch
        {
            ("GET", []) when request.Version.AtLeast(23) => List(request, caller, instance),
            ("GET", [var id]) when request.Version.AtLeast(23) => Show(request, caller, instance, id),
            ("POST", [var id, "action"]) when request.Version.AtLeast(22) => ForceComplete(request, caller, instance, id),
            ("DELETE", [var id]) when request.Version.AtLeast(24) => Abort(request, caller, instance, id),
            _ => throw new ApiException(404, "The resource could not be found."),
        };
    }

    private SimReply List(SimRequest request, Caller caller, Instance instance)
    {
        ComputeApi.Require(caller, Policy + "index", manager: true);
        return SimReply.Ok(new JsonObject
        {
            ["migrations"] = Json.Array(Of(instance).Where(m => m.Type == "live-migration" && InProgress(m)), m => View(request, m)),
        });
    }

    private SimReply Show(SimRequest request, Caller caller, Instance instance, string id)
    {
        ComputeApi.Require(caller, Policy + "show", manager: true);
        if (Find(instance, id) is not { } migration)
            throw new ApiException(404, $"In-progress live migration {id} is not found for server {instance.Id}.");
        if (migration.Type != "live-migration")
            throw new ApiException(404, $"Migration {id} for server {instance.Id} is not live-migration.");
        if (!InProgress(migration))
            throw new ApiException(404, $"Live migration {id} for server {instance.Id} is not in progress.");
        return SimReply.Ok(new JsonObject { ["migration"] = View(request, migration) });
    }

    private SimReply ForceComplete(SimRequest request, Caller caller, Instance instance, string id)
    {
        ComputeApi.Require(caller, Policy + "force_complete", manager: true);
        if (!request.Json().ContainsKey("force_complete"))
            throw new ApiException(400, "There is no such action");
        if (instance.VmState != VmStates.Active)
            throw new ApiException(409, $"Cannot 'force_complete' instance {instance.Id} while it is in vm_state {instance.VmState}");
        RequireMigrating(instance, "force_complete");
        var migration = Find(instance, id) ?? throw new ApiException(400, $"Migration {id} not found for instance {instance.Id}");
        if (migration.Status != "running")
            throw new ApiException(400, $"Migration {id} state of instance {instance.Id} is {migration.Status}. Cannot force complete while the migration is in this state.");
        ActionLog.Begin(world, instance, "live_migration_force_complete", caller, request.RequestId);
        api.Live.ForceComplete(migration);
        return SimReply.Accepted();
    }

    private SimReply Abort(SimRequest request, Caller caller, Instance instance, string id)
    {
        ComputeApi.Require(caller, Policy + "delete", manager: true);
        RequireMigrating(instance, "abort live migration");
        var migration = Find(instance, id) ?? throw new ApiException(404, $"Migration {id} not found for instance {instance.Id}");
        var allowed = migration.Status == "running" || (migration.Status is "queued" or "preparing" && request.Version.AtLeast(65));
        if (!allowed)
            throw new ApiException(400, $"Migration {id} state of instance {instance.Id} is {migration.Status}. Cannot abort live migration while the migration is in this state.");
        ActionLog.Begin(world, instance, "live_migration_cancel", caller, request.RequestId);
        api.Live.Abort(migration);
        return SimReply.Accepted();
    }

    private static void RequireMigrating(Instance instance, string word)
    {
        if (instance.TaskState is null)
            throw new ApiException(409, $"Instance {instance.Id} is in an invalid state for '{word}'");
        if (instance.TaskState != "migrating")
            throw new ApiException(409, $"Cannot '{word}' instance {instance.Id} while it is in task_state {instance.TaskState}");
    }

    private List<Migration> Of(Instance instance) => world.MigrationsByInstance.GetValueOrDefault(instance.Id, []);

    private Migration? Find(Instance instance, string id) => Of(instance).Find(m => m.Id.ToString(CultureInfo.InvariantCulture) == id);

    private static JsonObject View(SimRequest request, Migration migration)
    {
        var memory = (long)migration.Instance.Flavor.Ram << 20;
        var disk = (long)migration.Instance.Flavor.Disk << 30;
        var json = new JsonObject
        {
            ["created_at"] = Json.Stamp(migration.CreatedAt),
            ["dest_compute"] = migration.DestCompute,
            ["dest_host"] = migration.DestHost,
            ["dest_node"] = migration.DestNode,
            ["disk_processed_bytes"] = Part(migration, disk),
            ["disk_remaining_bytes"] = Rest(migration, disk),
            ["disk_total_bytes"] = migration.Progress is null ? null : disk,
            ["id"] = migration.Id,
            ["memory_processed_bytes"] = Part(migration, memory),
            ["memory_remaining_bytes"] = Rest(migration, memory),
            ["memory_total_bytes"] = migration.Progress is null ? null : memory,
            ["server_uuid"] = migration.Instance.Id,
            ["source_compute"] = migration.SourceCompute,
            ["source_node"] = migration.SourceNode,
            ["status"] = migration.Status,
            ["updated_at"] = Json.Stamp(migration.UpdatedAt),
        };
        if (request.Version.AtLeast(59))
            json["uuid"] = migration.Uuid;
        if (request.Version.AtLeast(80))
        {
            json["user_id"] = migration.UserId;
            json["project_id"] = migration.ProjectId;
        }
        return json;
    }

    private static long? Part(Migration migration, long total) => migration.Progress is { } done ? (long)(total * done) : null;

    private static long? Rest(Migration migration, long total) => migration.Progress is { } done ? total - (long)(total * done) : null;
}

using System.Text.Json.Nodes;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>POST /servers/{id}/action: what is refused at once, and the 202 of all the rest.</summary>
internal sealed class ServerActionsResource(World world, ComputeApi api)
{
    public SimReply Do(SimRequest request, Caller caller, string id)
    {
        var body = request.Json();
        if (body.Count != 1)
            throw new ApiException(400, body.Count == 0 ? "There is no such action: None" : "Malformed request body");
        var (name, options) = body.First();
        var instance = api.Server(id, caller);
        if (PowerActions.Known.TryGetValue(name, out var power))
        {
            Guard(instance, caller, power.Word, power.From);
            api.Power.Begin(instance, power, caller, request.RequestId);
            return name == "rescue" ? SimReply.Ok(new JsonObject { ["adminPass"] = "simulated" }) : SimReply.Accepted();
        }
        return name switch
        {
            "os-migrateLive" => LiveMigrate(request, caller, instance, options as JsonObject ?? []),
            "migrate" => Migrate(request, caller, instance, options as JsonObject),
            "confirmResize" => Confirm(request, caller, instance),
            "revertResize" => Revert(request, caller, instance),
            "shelve" => Shelve(request, caller, instance),
            "shelveOffload" => ShelveOffload(request, caller, instance),
            "unshelve" => Unshelve(request, caller, instance),
            "evacuate" => Evacuate(request, caller, instance, options as JsonObject ?? []),
            "lock" => Lock(request, caller, instance, options as JsonObject),
            "unlock" => Unlock(request, caller, instance),
            "os-resetState" => ResetState(caller, instance, options),
            "forceDelete" => ForceDelete(instance),
            _ => throw new ApiException(400, $"There is no such action: {name}"),
        };
    }

    private SimReply LiveMigrate(SimRequest request, Caller caller, Instance instance, JsonObject options)
    {
        ComputeApi.Require(caller, "os_compute_api:os-migrate-server:migrate_live", manager: options["host"].Text() is null);
        var version = request.Version;
        if (!options.ContainsKey("block_migration"))
            throw Schema("os-migrateLive", options, "'block_migration' is a required property");
        if (!options.ContainsKey("host"))
            throw Schema("os-migrateLive", options, "'host' is a required property");
        foreach (var (key, _) in options)
            if (key is not ("host" or "block_migration") && !(key == "disk_over_commit" && !version.AtLeast(25)) && !(key == "force" && version.AtLeast(30) && !version.AtLeast(68)))
                throw Schema("os-migrateLive", options, $"Additional properties are not allowed ('{key}' was unexpected)");
        var host = options["host"].Text();
        var force = IsTrue(options["force"]);
        if (force && host is null)
            throw new ApiException(400, "Can't force to a non-provided destination");
        Guard(instance, caller, "os-migrateLive", VmStates.Active, VmStates.Paused);
        if (NotSupported.LiveMigration(instance) is { } why)
            throw new ApiException(instance.HasShare ? 409 : 400, why);
        if (host is not null && world.FindHost(host) is null)
            throw new ApiException(400, $"Compute host {host} could not be found.");
        api.Live.Begin(instance, host, force, caller, request.RequestId);
        return SimReply.Accepted();
    }

    private SimReply Migrate(SimRequest request, Caller caller, Instance instance, JsonObject? options)
    {
        // Below 2.56 a named host is silently ignored.
        var host = request.Version.AtLeast(56) ? options?["host"].Text() : null;
        ComputeApi.Require(caller, host is null ? "os_compute_api:os-migrate-server:migrate" : "os_compute_api:os-migrate-server:migrate:host", manager: host is null);
        if (host is not null && host == instance.Host)
            throw new ApiException(400, "Cannot migrate to the host where the server exists.");
        if (host is not null && world.FindHost(host) is null)
            throw new ApiException(400, $"Compute host {host} could not be found.");
        Guard(instance, caller, "migrate", VmStates.Active, VmStates.Stopped);
        if (NotSupported.AnyMigration(instance) is { } why)
            throw new ApiException(instance.HasShare ? 409 : 400, why);
        if (world.FindHost(instance.Host) is not { Up: true })
            throw new ApiException(409, "Service is unavailable at this time.");
        api.Cold.Begin(instance, host, caller, request.RequestId);
        return SimReply.Accepted();
    }

    private SimReply Confirm(SimRequest request, Caller caller, Instance instance)
    {
        Guard(instance, caller, "confirmResize", VmStates.Resized);
        var migration = Finished(instance);
        if (world.FindHost(migration.SourceCompute) is not { Up: true })
            throw new ApiException(409, "Service is unavailable at this time.");
        api.Cold.Confirm(migration, caller, request.RequestId);
        return SimReply.NoContent();
    }

    private SimReply Revert(SimRequest request, Caller caller, Instance instance)
    {
        Guard(instance, caller, "revertResize", VmStates.Resized);
        api.Cold.Revert(Finished(instance), caller, request.RequestId);
        return SimReply.Accepted();
    }

    private Migration Finished(Instance instance) =>
        world.MigrationsByInstance.GetValueOrDefault(instance.Id)?.LastOrDefault(m => m.Status == "finished")
        ?? throw new ApiException(400, "Instance has not been resized.");

    private SimReply Shelve(SimRequest request, Caller caller, Instance instance)
    {
        Guard(instance, caller, "shelve", VmStates.Active, VmStates.Stopped, VmStates.Paused, VmStates.Suspended);
        api.Life.Shelve(instance, caller, request.RequestId);
        return SimReply.Accepted();
    }

    private SimReply ShelveOffload(SimRequest request, Caller caller, Instance instance)
    {
        ComputeApi.Require(caller, "os_compute_api:os-shelve:shelve_offload", manager: true);
        Guard(instance, caller, "shelveOffload", VmStates.Shelved);
        api.Life.ShelveOffload(instance, caller, request.RequestId);
        return SimReply.Accepted();
    }

    private SimReply Unshelve(SimRequest request, Caller caller, Instance instance)
    {
        Guard(instance, caller, "unshelve", VmStates.Shelved, VmStates.Offloaded);
        api.Life.Unshelve(instance, caller, request.RequestId);
        return SimReply.Accepted();
    }

    private SimReply Evacuate(SimRequest request, Caller caller, Instance instance, JsonObject options)
    {
        ComputeApi.Require(caller, "os_compute_api:os-evacuate");
        var host = options["host"].Text();
        if (host is not null && world.FindHost(host) is null)
            throw new ApiException(404, $"Compute host {host} not found.");
        if (host is not null && host == instance.Host)
            throw new ApiException(400, "The target host can't be the same one.");
        Guard(instance, caller, "evacuate", VmStates.Active, VmStates.Stopped, VmStates.Error);
        if (world.FindHost(instance.Host) is { Up: true })
            throw new ApiException(400, $"Compute service of {instance.Host} is still in use.");
        api.Life.Evacuate(instance, host, caller, request.RequestId);
        return request.Version.AtLeast(14) ? SimReply.Ok(new JsonObject { ["adminPass"] = "simulated" }) : SimReply.Accepted();
    }

    private SimReply Lock(SimRequest request, Caller caller, Instance instance, JsonObject? options)
    {
        ActionLog.Begin(world, instance, "lock", caller, request.RequestId);
        instance.Locked = true;
        instance.LockedReason = options?["locked_reason"].Text();
        world.Touch(instance);
        return SimReply.Accepted();
    }

    private SimReply Unlock(SimRequest request, Caller caller, Instance instance)
    {
        ActionLog.Begin(world, instance, "unlock", caller, request.RequestId);
        instance.Locked = false;
        instance.LockedReason = null;
        world.Touch(instance);
        return SimReply.Accepted();
    }

    private SimReply ResetState(Caller caller, Instance instance, JsonNode? options)
    {
        ComputeApi.Require(caller, "os_compute_api:os-admin-actions:reset_state");
        instance.VmState = options?["state"].Text() switch
        {
            "active" => VmStates.Active,
            "error" => VmStates.Error,
            var other => throw new ApiException(400, $"Invalid input for field/attribute state. Value: {other}. '{other}' is not one of ['active', 'error']"),
        };
        instance.TaskState = null;
        world.Touch(instance);
        return SimReply.Accepted();
    }

    private SimReply ForceDelete(Instance instance)
    {
        api.Life.Vanish(instance);
        return SimReply.NoContent();
    }

    private static void Guard(Instance instance, Caller caller, string word, params string[] from)
    {
        if (instance.Locked && !caller.IsAdmin)
            throw new ApiException(409, $"Instance {instance.Id} is locked");
        if (!from.Contains(instance.VmState))
            throw new ApiException(409, $"Cannot '{word}' instance {instance.Id} while it is in vm_state {instance.VmState}");
        if (instance.TaskState is not null)
            throw new ApiException(409, $"Cannot '{word}' instance {instance.Id} while it is in task_state {instance.TaskState}");
    }

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && (value.TryGetValue<bool>(out var flag) ? flag : node.Text() is "True" or "true" or "1");

    private static ApiException Schema(string field, JsonObject value, string problem) =>
        new(400, $"Invalid input for field/attribute {field}. Value: {value.ToJsonString(Json.Compact)}. {problem}");
}

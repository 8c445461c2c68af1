using System.Text.Json.Nodes;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Identity;
using Respite.Simulator.Model;

namespace Respite.Simulator.BlockStorage;

/// <summary>Cinder: one volume, to read only. Who is no admin sees his project's only.</summary>
internal sealed class BlockStorageApi(World world, Tokens tokens)
{
    public SimReply Serve(SimRequest request) => (request.Method, request.Segments, tokens.Caller(request)) switch
    {
        // The project may stand in the path (before Yoga it has to).
        ("GET", ["v3", "volumes", var id], var caller) => Show(id, caller),
        ("GET", ["v3", _, "volumes", var id], var caller) => Show(id, caller),
        _ => throw new ApiException(404, "The resource could not be found."),
    };

    private SimReply Show(string id, Caller caller)
    {
        var found = from i in world.Instances.Values
                    where !i.Deleted && (caller.IsAdmin || i.ProjectId == caller.ProjectId)
                    from v in i.Volumes
                    where v.Id == id
                    select (i, v);
        return found.FirstOrDefault() is ({ } instance, { } volume)
            ? SimReply.Ok(new JsonObject { ["volume"] = View(instance, volume) })
            : throw new ApiException(404, $"Volume {id} could not be found.");
    }

    private static JsonObject View(Instance instance, Volume volume) => new()
    {
        ["id"] = volume.Id, ["name"] = "", ["status"] = "in-use", ["size"] = 1, ["bootable"] = "false", ["encrypted"] = volume.Encrypted, ["multiattach"] = false,
        ["os-vol-tenant-attr:tenant_id"] = instance.ProjectId, ["user_id"] = instance.UserId, ["metadata"] = new JsonObject(),
        ["attachments"] = new JsonArray(new JsonObject { ["server_id"] = instance.Id, ["volume_id"] = volume.Id, ["device"] = "/dev/vdb" }),
    };
}

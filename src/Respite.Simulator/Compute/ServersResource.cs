using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>/servers: list, show, boot, delete, metadata.</summary>
internal sealed class ServersResource(World world, ComputeApi api)
{
    private static readonly HashSet<string> KnownParameters =
    [
        "user_id", "project_id", "tenant_id", "launch_index", "image_ref", "image", "kernel_id", "ramdisk_id", "hostname", "key_name", "power_state", "vm_state",
        "task_state", "host", "node", "flavor", "reservation_id", "launched_at", "terminated_at", "availability_zone", "name", "display_name", "description",
        "display_description", "locked_by", "uuid", "root_device_name", "config_drive", "access_ip_v4", "access_ip_v6", "auto_disk_config", "progress", "sort_key",
        "sort_dir", "all_tenants", "soft_deleted", "deleted", "status", "changes-since", "ip", "ip6", "created_at", "limit", "marker", "tags", "tags-any", "not-tags",
        "not-tags-any", "changes-before", "locked",
    ];

    public SimReply List(SimRequest request, Caller caller, bool detail)
    {
        if (request.Version.AtLeast(75) && request.Query.Keys.FirstOrDefault(k => !KnownParameters.Contains(k)) is { } unknown)
            throw new ApiException(400, $"Invalid input for query parameters {unknown}. Value: {request.QueryValue(unknown)}. Additional properties are not allowed ('{unknown}' was unexpected)");
        var all = request.QueryValue("all_tenants") is { } value && value is not ("0" or "false" or "False");
        if (all && !caller.IsAdmin)
            throw new ApiException(403, $"Policy doesn't allow os_compute_api:servers:{(detail ? "detail" : "index")}:get_all_tenants to be performed.");

        IEnumerable<Instance> found = caller.IsAdmin && request.QueryValue("host") is { } host
            ? world.FindHost(host)?.Residents.Values ?? Enumerable.Empty<Instance>()
            : world.Instances.Values;
        found = found.Where(i => !i.Deleted && (all || i.ProjectId == caller.ProjectId) && Matches(request, caller, i));
        var sorted = found.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Number).ToList();
        var page = Paging.Page(request, sorted, i => i.Id, m => new ApiException(400, $"marker [{m}] not found"));
        var body = new JsonObject
        {
            ["servers"] = Json.Array(page.Items, i => detail ? ServerView.Detail(world, request, caller, i, inList: true) : ServerView.Brief(request, i)),
        };
        if (page.NextMarker is { } next)
            body["servers_links"] = Paging.Next(request, next);
        return SimReply.Ok(body);
    }

    public SimReply Show(SimRequest request, Caller caller, string id) =>
        SimReply.Ok(new JsonObject { ["server"] = ServerView.Detail(world, request, caller, api.Server(id, caller), inList: false) });

    public SimReply Delete(SimRequest request, Caller caller, string id)
    {
        var instance = api.Server(id, caller);
        if (instance.Locked && !caller.IsAdmin)
            throw new ApiException(409, $"Instance {id} is locked");
        api.Life.Delete(instance, caller, request.RequestId);
        return SimReply.NoContent();
    }

    public SimReply Create(SimRequest request, Caller caller)
    {
        var body = request.Json();
        var asked = body["server"] ?? throw new ApiException(400, "Invalid input for field/attribute server.");
        var flavor = world.Flavors.Find(f => f.Id == Tail(asked["flavorRef"].Text()))
            ?? throw new ApiException(400, "Invalid flavorRef provided.");
        var image = world.Images.Find(i => i.Id == Tail(asked["imageRef"].Text())) ?? world.Images[0];
        var host = asked["host"].Text();
        if (host is not null && world.FindHost(host) is null)
            throw new ApiException(400, $"Compute host {host} could not be found.");
        var zone = asked["availability_zone"].Text();
        if (zone is not null && zone != "nova" && world.Aggregates.All(a => a.Meta.GetValueOrDefault("availability_zone") != zone))
            throw new ApiException(400, "The requested availability zone is not available");

        var instance = new Instance(world.NewUuid(), world.NextInstanceNumber(), asked["name"].Text() ?? "", flavor, image)
        {
            ProjectId = caller.ProjectId, UserId = caller.UserId, PinnedZone = zone, CreatedAt = world.Now, UpdatedAt = world.Now, ReservationId = $"r-{world.NewId()[..8]}",
        };
        foreach (var (key, node) in asked["metadata"] as JsonObject ?? [])
            instance.Meta[key] = node.Text() ?? "";
        if (asked["networks"].Text() != "none")
            instance.AddressList.Add(new Address("lab-net", world.NewIp(), world.NewMac(), world.NewUuid()));
        if ((body["os:scheduler_hints"] ?? body["OS-SCH-HNT:scheduler_hints"]) is JsonObject hints && hints["group"].Text() is { } groupId)
        {
            var group = world.Groups.Find(g => g.Id == groupId) ?? throw new ApiException(400, $"Instance group {groupId} could not be found.");
            instance.GroupId = groupId;
            instance.SchedulerHints["group"] = groupId;
            group.MemberIds.Add(instance.Id);
        }
        world.Instances.Add(instance.Id, instance);
        api.Life.Boot(instance, host, caller, request.RequestId);
        return new SimReply(202, new JsonObject
        {
            ["server"] = new JsonObject
            {
                ["id"] = instance.Id, ["links"] = ServerView.Links(request, instance), ["OS-DCF:diskConfig"] = "MANUAL",
                ["security_groups"] = new JsonArray(new JsonObject { ["name"] = "default" }), ["adminPass"] = "simulated",
            },
        }.ToJsonString(Json.Compact));
    }

    public SimReply Metadata(SimRequest request, Caller caller, string id)
    {
        var instance = api.Server(id, caller);
        if (request.Method == "GET")
            return SimReply.Ok(new JsonObject { ["metadata"] = Json.Map(instance.Meta) });
        if (request.Method is not ("POST" or "PUT") || request.Json()["metadata"] is not JsonObject given)
            throw new ApiException(400, "Malformed request body");
        foreach (var (key, value) in given)
            instance.Meta[key] = value.Text() ?? "";
        return SimReply.Ok(new JsonObject { ["metadata"] = Json.Map(instance.Meta) });
    }

    private static bool Matches(SimRequest request, Caller caller, Instance instance)
    {
        foreach (var (key, values) in request.Query)
        {
            var wanted = values[^1];
            var fits = key switch
            {
                "name" or "display_name" => Regex.IsMatch(instance.Name, wanted),
                "uuid" => instance.Id == wanted,
                "status" => instance.Status.Equals(wanted, StringComparison.OrdinalIgnoreCase),
                "vm_state" => !caller.IsAdmin || instance.VmState == wanted,
                "task_state" => !caller.IsAdmin || instance.TaskState == wanted,
                "project_id" or "tenant_id" => !caller.IsAdmin || instance.ProjectId == wanted,
                "node" => !caller.IsAdmin || instance.NodeName == wanted,
                "locked" => instance.Locked == (wanted is "true" or "True" or "1"),
                "flavor" => instance.Flavor.Id == wanted,
                "changes-since" => Paging.Time(wanted, key) is { } since && instance.UpdatedAt >= since,
                _ => true,
            };
            if (!fits)
                return false;
        }
        return true;
    }

    private static string? Tail(string? reference) => reference?.Split('/')[^1];
}

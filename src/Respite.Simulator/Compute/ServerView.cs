using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>A server as JSON, in the shape of the microversion asked for.</summary>
internal static class ServerView
{
    public static JsonObject Brief(SimRequest request, Instance instance) =>
        new() { ["id"] = instance.Id, ["name"] = instance.Name, ["links"] = Links(request, instance) };

    public static JsonArray Links(SimRequest request, Instance instance) => new(
        Json.Link("self", $"{request.Origin}/compute/v2.1/servers/{instance.Id}"),
        Json.Link("bookmark", $"{request.Origin}/compute/servers/{instance.Id}"));

    public static JsonObject Detail(World world, SimRequest request, Caller caller, Instance instance, bool inList)
    {
        var version = request.Version;
        var host = world.FindHost(instance.Host);
        var json = new JsonObject
        {
            ["id"] = instance.Id,
            ["name"] = instance.Name,
            ["status"] = instance.Status,
            ["tenant_id"] = instance.ProjectId,
            ["user_id"] = instance.UserId,
            ["metadata"] = Json.Map(instance.Meta),
            ["hostId"] = HostId(instance.ProjectId, instance.Host),
            ["image"] = Image(request, instance.Image),
            ["flavor"] = Flavor(request, instance.Flavor),
            ["created"] = Json.StampZ(instance.CreatedAt),
            ["updated"] = Json.StampZ(instance.UpdatedAt),
            ["addresses"] = Addresses(instance),
            ["accessIPv4"] = "",
            ["accessIPv6"] = "",
            ["links"] = Links(request, instance),
            ["OS-DCF:diskConfig"] = "MANUAL",
        };
        if (instance.Status is "ACTIVE" or "BUILD" or "REBUILD" or "RESIZE" or "VERIFY_RESIZE" or "MIGRATING" or "REVERT_RESIZE" or "PASSWORD" or "REBOOT")
            json["progress"] = instance.Progress;
        if (instance.FaultMessage is not null && instance.VmState is VmStates.Error or VmStates.Deleted)
            json["fault"] = Fault(instance);
        json["OS-EXT-AZ:availability_zone"] = host is null ? instance.PinnedZone ?? "" : world.ZoneOf(host);
        if (version.AtLeast(96))
            json["pinned_availability_zone"] = instance.PinnedZone;
        json["config_drive"] = "";
        json["key_name"] = null;
        json["OS-SRV-USG:launched_at"] = Json.Stamp(instance.LaunchedAt);
        json["OS-SRV-USG:terminated_at"] = null;
        // Of its ports: none without one.
        if (instance.AddressList.Count > 0)
            json["security_groups"] = new JsonArray(new JsonObject { ["name"] = "default" });
        if (caller.IsAdmin)
            AddAdminFields(json, version, instance);
        else if (version.AtLeast(90))
            json["OS-EXT-SRV-ATTR:hostname"] = instance.Name;
        json["OS-EXT-STS:task_state"] = instance.TaskState;
        json["OS-EXT-STS:vm_state"] = instance.VmState;
        json["OS-EXT-STS:power_state"] = instance.PowerState;
        json["os-extended-volumes:volumes_attached"] = Json.Array(instance.Volumes, v => new JsonObject { ["id"] = v.Id, ["delete_on_termination"] = false });
        AddLater(json, version, caller, instance, host, inList);
        return json;
    }

    /// <summary>What stands for a host to those who may not know it; differs by project.</summary>
    public static string HostId(string projectId, string? host) =>
        host is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(projectId + host)))[..56];

    private static void AddAdminFields(JsonObject json, Microversion version, Instance instance)
    {
        json["OS-EXT-SRV-ATTR:host"] = instance.Host;
        json["OS-EXT-SRV-ATTR:instance_name"] = InstanceName(instance);
        json["OS-EXT-SRV-ATTR:hypervisor_hostname"] = instance.NodeName;
        if (!version.AtLeast(3))
            return;
        json["OS-EXT-SRV-ATTR:reservation_id"] = instance.ReservationId;
        json["OS-EXT-SRV-ATTR:launch_index"] = 0;
        json["OS-EXT-SRV-ATTR:hostname"] = instance.Name;
        json["OS-EXT-SRV-ATTR:kernel_id"] = "";
        json["OS-EXT-SRV-ATTR:ramdisk_id"] = "";
        json["OS-EXT-SRV-ATTR:root_device_name"] = "/dev/sda";
        json["OS-EXT-SRV-ATTR:user_data"] = null;
    }

    private static void AddLater(JsonObject json, Microversion version, Caller caller, Instance instance, Host? host, bool inList)
    {
        if (version.AtLeast(9))
            json["locked"] = instance.Locked;
        if (version.AtLeast(73))
            json["locked_reason"] = instance.LockedReason;
        if (version.AtLeast(16) && caller.IsAdmin)
            json["host_status"] = host is null ? "" : !host.Up ? "UNKNOWN" : host.Enabled ? "UP" : "MAINTENANCE";
        if (version.AtLeast(19))
            json["description"] = null;
        if (version.AtLeast(26))
            json["tags"] = Json.Strings(instance.Tags);
        if (version.AtLeast(63))
            json["trusted_image_certificates"] = null;
        if (version.AtLeast(71) && !inList)
            json["server_groups"] = instance.GroupId is null ? [] : new JsonArray(instance.GroupId);
        if (version.AtLeast(100))
            json["scheduler_hints"] = new JsonObject(instance.SchedulerHints.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)new JsonArray(h.Value))));
    }

    public static string InstanceName(Instance instance) => $"instance-{instance.Number:x8}";

    private static JsonObject Fault(Instance instance) =>
        new() { ["code"] = 500, ["created"] = Json.StampZ(instance.FaultAt), ["message"] = instance.FaultMessage };

    private static JsonObject Image(SimRequest request, Image image)
    {
        var json = new JsonObject { ["id"] = image.Id, ["links"] = new JsonArray(Json.Link("bookmark", $"{request.Origin}/compute/images/{image.Id}")) };
        if (request.Version.AtLeast(98))
            json["properties"] = Json.Map(image.Properties);
        return json;
    }

    private static JsonObject Flavor(SimRequest request, Flavor flavor) => request.Version.AtLeast(47)
        ? new()
        {
            ["vcpus"] = flavor.Vcpus, ["ram"] = flavor.Ram, ["disk"] = flavor.Disk, ["ephemeral"] = 0, ["swap"] = 0,
            ["original_name"] = flavor.Name, ["extra_specs"] = Json.Map(flavor.ExtraSpecs),
        }
        : new() { ["id"] = flavor.Id, ["links"] = new JsonArray(Json.Link("bookmark", $"{request.Origin}/compute/flavors/{flavor.Id}")) };

    private static JsonObject Addresses(Instance instance)
    {
        var json = new JsonObject();
        foreach (var network in instance.AddressList.GroupBy(a => a.Network))
            json[network.Key] = Json.Array(network, a => new JsonObject
            {
                ["version"] = 4, ["addr"] = a.Ip, ["OS-EXT-IPS:type"] = "fixed", ["OS-EXT-IPS-MAC:mac_addr"] = a.Mac,
            });
        return json;
    }
}

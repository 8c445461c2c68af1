using System.Text.Json.Nodes;
using Respite.OpenStack.Compute;
using Respite.OpenStack.Placement;
using NovaServer = Respite.OpenStack.Compute.Server;

namespace Respite.Server.WatcherApi.Views;

/// <summary>A line of Watcher's data model: a host, or a host with one of its instances.</summary>
internal static class DataModelView
{
    public static JsonObject Node(Hypervisor hypervisor, ComputeService service, IReadOnlyDictionary<string, ProviderInventory> inventories)
    {
        var nothing = new ProviderInventory(0, 0, 1);
        var (memory, disk, vcpus) = (inventories.GetValueOrDefault("MEMORY_MB", nothing), inventories.GetValueOrDefault("DISK_GB", nothing), inventories.GetValueOrDefault("VCPU", nothing));
        return new JsonObject
        {
            ["node_uuid"] = hypervisor.Id,
            ["node_hostname"] = service.Host,
            ["node_status"] = service.Status,
            ["node_disabled_reason"] = service.DisabledReason,
            ["node_state"] = service.State,
            ["node_memory"] = memory.Total,
            ["node_memory_mb_reserved"] = memory.Reserved,
            ["node_memory_ratio"] = memory.AllocationRatio,
            ["node_disk"] = disk.Total,
            ["node_disk_gb_reserved"] = disk.Reserved,
            ["node_disk_ratio"] = disk.AllocationRatio,
            ["node_vcpus"] = vcpus.Total,
            ["node_vcpu_reserved"] = vcpus.Reserved,
            ["node_vcpu_ratio"] = vcpus.AllocationRatio,
        };
    }

    /// <param name="extended">Also what microversion 1.6 has brought.</param>
    public static JsonObject With(JsonObject node, NovaServer server, bool extended)
    {
        var line = (JsonObject)node.DeepClone();
        line["server_uuid"] = server.Id;
        line["server_watcher_exclude"] = false;
        line["server_name"] = server.Name;
        line["server_state"] = server.VmState;
        line["server_memory"] = server.Flavor.RamMb;
        line["server_disk"] = server.Flavor.DiskGb;
        line["server_vcpus"] = server.Flavor.Vcpus;
        line["server_metadata"] = Texts(server.Metadata);
        line["server_project_id"] = server.ProjectId;
        line["server_locked"] = server.Locked;
        if (extended)
        {
            line["server_pinned_az"] = server.PinnedAvailabilityZone;
            line["server_flavor_extra_specs"] = Texts(server.Flavor.ExtraSpecs);
        }
        return line;
    }

    private static JsonObject Texts(IReadOnlyDictionary<string, string> pairs) => new(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));
}

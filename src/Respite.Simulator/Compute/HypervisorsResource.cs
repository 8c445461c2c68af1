using System.Text.Json.Nodes;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>/os-hypervisors: one entry a node.</summary>
internal sealed class HypervisorsResource(World world)
{
    public SimReply Serve(SimRequest request, Caller caller, string[] rest)
    {
        switch (rest)
        {
            case []:
                ComputeApi.Require(caller, "os_compute_api:os-hypervisors:list");
                return List(request, detail: false);
            case ["detail"]:
                ComputeApi.Require(caller, "os_compute_api:os-hypervisors:list-detail");
                return List(request, detail: true);
            case ["statistics"] when !request.Version.AtLeast(88):
                ComputeApi.Require(caller, "os_compute_api:os-hypervisors:statistics");
                return SimReply.Ok(new JsonObject { ["hypervisor_statistics"] = Statistics() });
            case [var id] when id != "statistics":
                ComputeApi.Require(caller, "os_compute_api:os-hypervisors:show");
                return Show(request, id);
            default:
                throw new ApiException(404, "The resource could not be found.");
        }
    }

    private SimReply List(SimRequest request, bool detail)
    {
        var withServers = WithServers(request);
        var all = (from h in world.Hosts.Values from n in h.NodeList orderby h.Number select (Host: h, Node: n)).ToList();
        var body = new JsonObject();
        if (request.Version.AtLeast(53) && request.QueryValue("hypervisor_hostname_pattern") is { } pattern)
        {
            if (request.Query.ContainsKey("limit") || request.Query.ContainsKey("marker"))
                throw new ApiException(400, "Paging over hypervisors with the hypervisor_hostname_pattern query parameter is not supported.");
            all = [.. all.Where(x => x.Node.Name.Contains(pattern, StringComparison.Ordinal))];
            if (all.Count == 0)
                throw new ApiException(404, $"No hypervisor matching '{pattern}' could be found.");
            body["hypervisors"] = Json.Array(all, x => View(request, x.Host, x.Node, detail, withServers));
            return SimReply.Ok(body);
        }
        if (!request.Version.AtLeast(33))
        {
            body["hypervisors"] = Json.Array(all, x => View(request, x.Host, x.Node, detail, withServers));
            return SimReply.Ok(body);
        }
        var page = Paging.Page(request, all, x => Id(request, x.Host, x.Node).ToString(), m => new ApiException(400, $"marker [{m}] not found"));
        body["hypervisors"] = Json.Array(page.Items, x => View(request, x.Host, x.Node, detail, withServers));
        if (page.NextMarker is { } next)
            body["hypervisors_links"] = Paging.Next(request, next);
        return SimReply.Ok(body);
    }

    private SimReply Show(SimRequest request, string id)
    {
        if (request.Version.AtLeast(53) && !Guid.TryParse(id, out _))
            throw new ApiException(400, $"Invalid uuid {id}");
        var found = (from h in world.Hosts.Values from n in h.NodeList where Id(request, h, n).ToString() == id select (Host: h, Node: n)).FirstOrDefault();
        if (found.Host is null)
            throw new ApiException(404, $"Hypervisor with ID '{id}' could not be found.");
        return SimReply.Ok(new JsonObject { ["hypervisor"] = View(request, found.Host, found.Node, detail: true, WithServers(request)) });
    }

    private static JsonObject View(SimRequest request, Host host, Node node, bool detail, bool withServers)
    {
        var version = request.Version;
        var json = new JsonObject
        {
            ["id"] = Id(request, host, node), ["hypervisor_hostname"] = node.Name, ["state"] = host.Up ? "up" : "down", ["status"] = host.Enabled ? "enabled" : "disabled",
        };
        if (detail)
        {
            json["hypervisor_type"] = host.HypervisorType;
            json["hypervisor_version"] = host.HypervisorVersion;
            json["host_ip"] = "127.0.0.1";
            json["service"] = new JsonObject
            {
                ["id"] = version.AtLeast(53) ? host.ServiceId : host.Number, ["host"] = host.Name, ["disabled_reason"] = host.DisabledReason,
            };
            if (version.AtLeast(88))
                json["uptime"] = null;
            else
                AddUsage(json, version, host, node);
        }
        var servers = host.Residents.Values.Where(i => i.NodeId == node.Id).ToList();
        if (withServers && (servers.Count > 0 || version.AtLeast(75)))
            json["servers"] = Json.Array(servers, i => new JsonObject { ["name"] = ServerView.InstanceName(i), ["uuid"] = i.Id });
        return json;
    }

    private static void AddUsage(JsonObject json, Microversion version, Host host, Node node)
    {
        var (memory, disk) = (Total(node, "MEMORY_MB"), Total(node, "DISK_GB"));
        var reserved = node.Stock.GetValueOrDefault("MEMORY_MB")?.Reserved ?? 0;
        var memoryUsed = reserved + host.Residents.Values.Sum(i => i.Flavor.Ram);
        var diskUsed = host.Residents.Values.Sum(i => i.Flavor.Disk);
        json["vcpus"] = Total(node, "VCPU") + Total(node, "PCPU");
        json["memory_mb"] = memory;
        json["local_gb"] = disk;
        json["vcpus_used"] = host.Residents.Values.Sum(i => i.Flavor.Vcpus);
        json["memory_mb_used"] = memoryUsed;
        json["local_gb_used"] = diskUsed;
        json["free_ram_mb"] = memory - memoryUsed;
        json["free_disk_gb"] = disk - diskUsed;
        json["current_workload"] = host.Residents.Values.Count(i => i.TaskState is not null);
        json["running_vms"] = host.Residents.Count;
        json["disk_available_least"] = disk - diskUsed;
        var cpu = new JsonObject
        {
            ["arch"] = host.Cpu.Arch, ["model"] = host.Cpu.Model, ["vendor"] = host.Cpu.Vendor, ["features"] = Json.Strings(host.Cpu.Features),
            ["topology"] = new JsonObject { ["cores"] = 1, ["threads"] = 1, ["sockets"] = 4 },
        };
        json["cpu_info"] = version.AtLeast(28) ? cpu : cpu.ToJsonString(Json.Compact);
    }

    private JsonObject Statistics()
    {
        var nodes = world.Hosts.Values.SelectMany(h => h.NodeList).ToList();
        var memory = nodes.Sum(n => Total(n, "MEMORY_MB"));
        return new JsonObject
        {
            ["count"] = nodes.Count, ["vcpus"] = nodes.Sum(n => Total(n, "VCPU")), ["memory_mb"] = memory, ["local_gb"] = nodes.Sum(n => Total(n, "DISK_GB")),
            ["vcpus_used"] = world.Instances.Values.Where(i => i.Host is not null).Sum(i => i.Flavor.Vcpus),
            ["memory_mb_used"] = world.Instances.Values.Where(i => i.Host is not null).Sum(i => i.Flavor.Ram),
            ["running_vms"] = world.Instances.Values.Count(i => i.Host is not null),
        };
    }

    private static int Total(Node node, string resource) => node.Stock.TryGetValue(resource, out var stock) ? stock.Total : 0;

    private static JsonValue Id(SimRequest request, Host host, Node node) => request.Version.AtLeast(53) ? JsonValue.Create(node.Id) : JsonValue.Create(host.Number);

    private static bool WithServers(SimRequest request)
    {
        if (!request.Version.AtLeast(53) || request.QueryValue("with_servers") is not { } value)
            return false;
        return value.ToUpperInvariant() switch
        {
            "TRUE" or "1" or "YES" or "ON" => true,
            "FALSE" or "0" or "NO" or "OFF" => false,
            _ => throw new ApiException(400, $"Invalid input for query parameters with_servers. Value: {value}."),
        };
    }
}

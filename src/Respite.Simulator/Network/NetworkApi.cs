using System.Text.Json.Nodes;
using Respite.Simulator.Http;
using Respite.Simulator.Identity;
using Respite.Simulator.Model;

namespace Respite.Simulator.Network;

/// <summary>Neutron: agents and ports, to read only.</summary>
internal sealed class NetworkApi(World world, Tokens tokens)
{
    public SimReply Serve(SimRequest request)
    {
        if (request.Segments is [])
            return SimReply.Ok(new JsonObject
            {
                ["versions"] = new JsonArray(new JsonObject { ["id"] = "v2.0", ["status"] = "CURRENT", ["links"] = new JsonArray(Json.Link("self", $"{request.Origin}/network/v2.0/")) }),
            });
        var caller = tokens.Caller(request);
        return (request.Method, request.Segments) switch
        {
            ("GET", ["v2.0", "agents"]) => Agents(request, caller.IsAdmin),
            ("GET", ["v2.0", "ports"]) => Ports(request, caller.IsAdmin ? null : caller.ProjectId),
            _ => throw new ApiException(404, "The resource could not be found."),
        };
    }

    private SimReply Agents(SimRequest request, bool admin)
    {
        var found = admin ? world.Agents : [];
        if (request.QueryValue("host") is { } host)
            found = found.FindAll(a => a.Host == host);
        return SimReply.Ok(new JsonObject { ["agents"] = Json.Array(found, View) });
    }

    private JsonObject View(NetworkAgent agent)
    {
        var alive = agent.Alive && (world.FindHost(agent.Host)?.Up ?? true);
        var stamp = world.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["id"] = agent.Id, ["agent_type"] = agent.Type, ["binary"] = agent.Binary, ["topic"] = "N/A", ["host"] = agent.Host,
            ["admin_state_up"] = agent.AdminStateUp, ["created_at"] = stamp, ["started_at"] = stamp, ["heartbeat_timestamp"] = stamp,
            ["description"] = null, ["resources_synced"] = null, ["availability_zone"] = null, ["alive"] = alive,
            ["configurations"] = new JsonObject(),
        };
    }

    private SimReply Ports(SimRequest request, string? project)
    {
        var device = request.QueryValue("device_id");
        var host = request.QueryValue("binding:host_id");
        IEnumerable<Instance> instances = device is null
            ? world.Instances.Values
            : world.Instances.TryGetValue(device, out var one) ? [one] : [];
        var ports = from i in instances
                    where !i.Deleted && (project is null || i.ProjectId == project) && (host is null || i.Host == host)
                    from a in i.AddressList
                    select new JsonObject
                    {
                        ["id"] = a.PortId, ["name"] = "", ["network_id"] = a.Network, ["tenant_id"] = i.ProjectId, ["project_id"] = i.ProjectId,
                        ["mac_address"] = a.Mac, ["admin_state_up"] = true, ["status"] = "ACTIVE", ["device_id"] = i.Id, ["device_owner"] = $"compute:{world.FindHost(i.Host) switch { { } h => world.ZoneOf(h), _ => "nova" }}",
                        ["fixed_ips"] = new JsonArray(new JsonObject { ["subnet_id"] = "lab-subnet", ["ip_address"] = a.Ip }),
                        ["binding:host_id"] = i.Host ?? "", ["binding:vif_type"] = "ovs", ["binding:vnic_type"] = a.VnicType, ["binding:profile"] = new JsonObject(),
                    };
        return SimReply.Ok(new JsonObject { ["ports"] = Json.Array(ports, p => p) });
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>/os-aggregates and /os-availability-zone.</summary>
internal sealed class AggregatesResource(World world)
{
    public SimReply Serve(SimRequest request, Caller caller, string[] rest)
    {
        ComputeApi.Require(caller, $"os_compute_api:os-aggregates:{(request.Method == "GET" ? rest.Length == 0 ? "index" : "show" : "update")}");
        return (request.Method, rest) switch
        {
            ("GET", []) => SimReply.Ok(new JsonObject { ["aggregates"] = Json.Array(world.Aggregates, a => View(request, a)) }),
            ("POST", []) => Create(request),
            ("GET", [var id]) => SimReply.Ok(new JsonObject { ["aggregate"] = View(request, Find(id)) }),
            ("DELETE", [var id]) => Delete(id),
            ("POST", [var id, "action"]) => Change(request, Find(id)),
            _ => throw new ApiException(404, "The resource could not be found."),
        };
    }

    public SimReply Zones(Caller caller, bool detail)
    {
        if (detail)
            ComputeApi.Require(caller, "os_compute_api:os-availability-zone:detail");
        var zones = new JsonArray();
        if (detail)
            zones.Add(new JsonObject
            {
                ["zoneName"] = "internal", ["zoneState"] = new JsonObject { ["available"] = true },
                ["hosts"] = new JsonObject { ["controller"] = new JsonObject { ["nova-scheduler"] = ServiceState(true, true), ["nova-conductor"] = ServiceState(true, true) } },
            });
        foreach (var zone in world.Hosts.Values.GroupBy(world.ZoneOf).OrderBy(z => z.Key, StringComparer.Ordinal))
            zones.Add(new JsonObject
            {
                ["zoneName"] = zone.Key, ["zoneState"] = new JsonObject { ["available"] = zone.Any(h => h.Enabled) },
                ["hosts"] = detail ? new JsonObject(zone.Select(h => KeyValuePair.Create(h.Name, (JsonNode?)new JsonObject { ["nova-compute"] = ServiceState(h.Up, h.Enabled) }))) : null,
            });
        return SimReply.Ok(new JsonObject { ["availabilityZoneInfo"] = zones });
    }

    private JsonObject ServiceState(bool up, bool enabled) => new() { ["available"] = up, ["active"] = enabled, ["updated_at"] = Json.Stamp(world.Now) };

    private SimReply Create(SimRequest request)
    {
        var asked = request.Json()["aggregate"]!;
        var aggregate = world.NewAggregate(asked["name"].Text() ?? "");
        if (asked["availability_zone"].Text() is { } zone)
            aggregate.Meta["availability_zone"] = zone;
        return SimReply.Ok(new JsonObject { ["aggregate"] = View(request, aggregate) });
    }

    private SimReply Delete(string id)
    {
        var aggregate = Find(id);
        if (aggregate.HostNames.Count > 0)
            throw new ApiException(400, $"Cannot remove aggregate '{id}' because it is not empty.");
        world.Aggregates.Remove(aggregate);
        return new SimReply(200);
    }

    private SimReply Change(SimRequest request, HostAggregate aggregate)
    {
        var (action, options) = request.Json().First();
        var host = options?["host"].Text();
        switch (action)
        {
            case "add_host" when world.FindHost(host) is null:
                throw new ApiException(404, $"Compute host {host} could not be found.");
            case "add_host" when aggregate.HostNames.Contains(host!):
                throw new ApiException(409, $"Aggregate {aggregate.Id} already has host {host}.");
            case "add_host":
                aggregate.HostNames.Add(host!);
                break;
            case "remove_host" when !aggregate.HostNames.Remove(host ?? ""):
                throw new ApiException(404, $"Cannot remove host {host} in aggregate {aggregate.Id}");
            case "remove_host":
                break;
            case "set_metadata":
                foreach (var (key, value) in options?["metadata"] as JsonObject ?? [])
                    if (value is null)
                        aggregate.Meta.Remove(key);
                    else
                        aggregate.Meta[key] = value.Text() ?? "";
                break;
            default:
                throw new ApiException(400, $"There is no such action: {action}");
        }
        aggregate.UpdatedAt = world.Now;
        return SimReply.Ok(new JsonObject { ["aggregate"] = View(request, aggregate) });
    }

    private HostAggregate Find(string id) =>
        world.Aggregates.Find(a => a.Id.ToString(CultureInfo.InvariantCulture) == id) ?? throw new ApiException(404, $"Aggregate {id} could not be found.");

    private static JsonObject View(SimRequest request, HostAggregate aggregate)
    {
        var json = new JsonObject { ["id"] = aggregate.Id };
        if (request.Version.AtLeast(41))
            json["uuid"] = aggregate.Uuid;
        json["name"] = aggregate.Name;
        json["hosts"] = Json.Strings(aggregate.HostNames);
        json["metadata"] = Json.Map(aggregate.Meta);
        json["created_at"] = Json.Stamp(aggregate.CreatedAt);
        json["updated_at"] = Json.Stamp(aggregate.UpdatedAt);
        json["deleted_at"] = null;
        json["deleted"] = false;
        json["availability_zone"] = aggregate.Meta.GetValueOrDefault("availability_zone");
        return json;
    }
}

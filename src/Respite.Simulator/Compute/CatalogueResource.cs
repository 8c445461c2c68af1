using System.Text.Json.Nodes;
using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>Versions, flavors and server groups.</summary>
internal sealed class CatalogueResource(World world)
{
    public static SimReply Versions(SimRequest request, Microversion maximum) => SimReply.Ok(new JsonObject
    {
        ["versions"] = new JsonArray(
            new JsonObject
            {
                ["id"] = "v2.0", ["status"] = "SUPPORTED", ["version"] = "", ["min_version"] = "", ["updated"] = "2011-01-21T11:33:21Z",
                ["links"] = new JsonArray(Json.Link("self", $"{request.Origin}/compute/v2/")),
            },
            Current(request, maximum)),
    });

    public static SimReply Version(SimRequest request, Microversion maximum)
    {
        var version = Current(request, maximum);
        version["links"]!.AsArray().Add(new JsonObject { ["rel"] = "describedby", ["type"] = "text/html", ["href"] = "http://docs.openstack.org/" });
        version["media-types"] = new JsonArray(new JsonObject { ["base"] = "application/json", ["type"] = "application/vnd.openstack.compute+json;version=2.1" });
        return SimReply.Ok(new JsonObject { ["version"] = version });
    }

    public SimReply Flavors(SimRequest request, string[] rest) => rest switch
    {
        [] => SimReply.Ok(new JsonObject { ["flavors"] = Json.Array(world.Flavors, f => new JsonObject { ["id"] = f.Id, ["name"] = f.Name, ["links"] = Links(request, f) }) }),
        ["detail"] => SimReply.Ok(new JsonObject { ["flavors"] = Json.Array(world.Flavors, f => View(request, f)) }),
        [var id] => SimReply.Ok(new JsonObject { ["flavor"] = View(request, Find(id)) }),
        [var id, "os-extra_specs"] => SimReply.Ok(new JsonObject { ["extra_specs"] = Json.Map(Find(id).ExtraSpecs) }),
        _ => throw new ApiException(404, "The resource could not be found."),
    };

    public SimReply Groups(SimRequest request, Caller caller, string[] rest)
    {
        switch (request.Method, rest)
        {
            case ("GET", []):
                var all = caller.IsAdmin && request.Query.ContainsKey("all_projects");
                var page = Paging.Page(request, world.Groups.FindAll(g => all || g.ProjectId == caller.ProjectId).Skip(Paging.Offset(request)).ToList(), g => g.Id, m => new ApiException(400, $"marker [{m}] not found"));
                return SimReply.Ok(new JsonObject { ["server_groups"] = Json.Array(page.Items, g => View(request, g)) });
            case ("POST", []):
                return SimReply.Ok(new JsonObject { ["server_group"] = View(request, Create(request, caller)) });
            case ("GET", [var id]):
                return SimReply.Ok(new JsonObject { ["server_group"] = View(request, Group(id, caller)) });
            case ("DELETE", [var id]):
                world.Groups.Remove(Group(id, caller));
                return SimReply.NoContent();
            default:
                throw new ApiException(404, "The resource could not be found.");
        }
    }

    private ServerGroup Create(SimRequest request, Caller caller)
    {
        var asked = request.Json()["server_group"] ?? throw new ApiException(400, "Invalid input for field/attribute server_group.");
        var group = new ServerGroup
        {
            Id = world.NewUuid(), Name = asked["name"].Text() ?? "", Policy = asked["policy"].Text() ?? asked["policies"]?[0].Text() ?? "anti-affinity",
            ProjectId = caller.ProjectId, UserId = caller.UserId, MaxServerPerHost = asked["rules"]?["max_server_per_host"]?.GetValue<int>(),
        };
        world.Groups.Add(group);
        return group;
    }

    private ServerGroup Group(string id, Caller caller) =>
        world.Groups.Find(g => g.Id == id && (caller.IsAdmin || g.ProjectId == caller.ProjectId)) ?? throw new ApiException(404, $"Instance group {id} could not be found.");

    private static JsonObject View(SimRequest request, ServerGroup group)
    {
        var json = new JsonObject { ["id"] = group.Id, ["name"] = group.Name };
        if (request.Version.AtLeast(64))
        {
            json["policy"] = group.Policy;
            json["rules"] = group.MaxServerPerHost is { } max ? new JsonObject { ["max_server_per_host"] = max } : new JsonObject();
        }
        else
        {
            json["policies"] = new JsonArray(group.Policy);
            json["metadata"] = new JsonObject();
        }
        json["members"] = Json.Strings(group.MemberIds);
        if (request.Version.AtLeast(13))
        {
            json["project_id"] = group.ProjectId;
            json["user_id"] = group.UserId;
        }
        return json;
    }

    private static JsonObject Current(SimRequest request, Microversion maximum) => new()
    {
        ["id"] = "v2.1", ["status"] = "CURRENT", ["version"] = maximum.ToString(), ["min_version"] = "2.1", ["updated"] = "2013-07-23T11:33:21Z",
        ["links"] = new JsonArray(Json.Link("self", $"{request.Origin}/compute/v2.1/")),
    };

    private static JsonObject View(SimRequest request, Flavor flavor)
    {
        var json = new JsonObject
        {
            ["id"] = flavor.Id, ["name"] = flavor.Name, ["ram"] = flavor.Ram, ["disk"] = flavor.Disk, ["swap"] = request.Version.AtLeast(75) ? 0 : "",
            ["OS-FLV-EXT-DATA:ephemeral"] = 0, ["OS-FLV-DISABLED:disabled"] = false, ["vcpus"] = flavor.Vcpus, ["os-flavor-access:is_public"] = true,
            ["rxtx_factor"] = 1.0, ["links"] = Links(request, flavor),
        };
        if (request.Version.AtLeast(55))
            json["description"] = null;
        if (request.Version.AtLeast(61))
            json["extra_specs"] = Json.Map(flavor.ExtraSpecs);
        return json;
    }

    private Flavor Find(string id) => world.Flavors.Find(f => f.Id == id) ?? throw new ApiException(404, $"Flavor {id} could not be found.");

    private static JsonArray Links(SimRequest request, Flavor flavor) => new(
        Json.Link("self", $"{request.Origin}/compute/v2.1/flavors/{flavor.Id}"), Json.Link("bookmark", $"{request.Origin}/compute/flavors/{flavor.Id}"));
}

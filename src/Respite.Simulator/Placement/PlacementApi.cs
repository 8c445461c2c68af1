using System.Text.Json.Nodes;
using Respite.Simulator.Compute;
using Respite.Simulator.Http;
using Respite.Simulator.Identity;
using Respite.Simulator.Model;

namespace Respite.Simulator.Placement;

/// <summary>Placement 1.0 - 1.39: providers and allocations. All for admins only.</summary>
internal sealed class PlacementApi(World world, Tokens tokens)
{
    private readonly Candidates _candidates = new(world);

    public SimReply Serve(SimRequest request)
    {
        var maximum = Microversion.Parse(world.Options.PlacementMaximum);
        request.Version = Version(request, maximum);
        if (request.Segments is [])
            return SimReply.Ok(new JsonObject
            {
                ["versions"] = new JsonArray(new JsonObject
                {
                    ["id"] = "v1.0", ["max_version"] = maximum.ToString(), ["min_version"] = "1.0", ["status"] = "CURRENT", ["links"] = new JsonArray(Json.Link("self", "")),
                }),
            });
        var caller = tokens.Caller(request);
        if (!caller.IsAdmin)
            throw new ApiException(403, $"Policy does not allow {Policy(request)} to be performed.");
        if (request.Chunked)
            throw new ApiException(400, "Malformed JSON: Expecting value: line 1 column 1 (char 0)");
        var reply = Route(request);
        reply.Headers["OpenStack-API-Version"] = $"placement {request.Version}";
        return reply;
    }

    private SimReply Route(SimRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", ["resource_providers"]) => Providers(request),
        ("GET", ["resource_providers", var id]) => SimReply.Ok(View(request, Provider(id))),
        ("GET", ["resource_providers", var id, "inventories"]) => Inventories(Provider(id)),
        ("GET", ["resource_providers", var id, "usages"]) => Usages(Provider(id)),
        ("GET", ["resource_providers", var id, "traits"]) => Traits(Provider(id)),
        ("GET", ["resource_providers", var id, "aggregates"]) => ProviderAggregates(request, Provider(id)),
        ("GET", ["resource_providers", var id, "allocations"]) => OnProvider(request, Provider(id)),
        ("GET", ["allocations", var consumer]) => OfConsumer(request, consumer),
        ("DELETE", ["allocations", var consumer]) => Free(consumer),
        ("GET", ["allocation_candidates"]) => _candidates.Find(request),
        ("GET", ["traits"]) => SimReply.Ok(new JsonObject { ["traits"] = Json.Strings(world.NodesById.Values.SelectMany(n => n.TraitSet).Distinct().Order(StringComparer.Ordinal)) }),
        _ => throw new ApiException(404, "The resource could not be found."),
    };

    private static Microversion Version(SimRequest request, Microversion maximum)
    {
        var asked = Microversion.Asked(request, "placement") ?? "1.0";
        if (asked == "latest")
            return maximum;
        if (!Microversion.TryParse(asked, out var version))
            throw new ApiException(400, $"invalid version string: {asked}");
        return version >= new Microversion(1, 0) && version <= maximum ? version : throw new ApiException(406, $"Unacceptable version header: {asked}");
    }

    private SimReply Providers(SimRequest request)
    {
        var (name, uuid) = (request.QueryValue("name"), request.QueryValue("uuid"));
        var found = world.NodesById.Values.Where(n => (name is null || n.Name == name) && (uuid is null || n.Id == uuid));
        if (request.QueryValue("in_tree") is { } tree)
            found = found.Where(n => n.Id == tree || n.Parent?.Id == tree || n.NestedNodes.Exists(b => b.Id == tree));
        if (request.QueryValue("resources") is { } resources)
        {
            var wanted = Candidates.Resources(resources);
            found = found.Where(n => n.Has(wanted));
        }
        if (request.Query.TryGetValue("required", out var required))
            found = found.Where(n => required.All(r => Candidates.HasTraits(n, r)));
        return SimReply.Ok(new JsonObject { ["resource_providers"] = Json.Array(found.OrderBy(n => n.Name, StringComparer.Ordinal), n => View(request, n)) });
    }

    private static SimReply Inventories(Node node)
    {
        var inventories = new JsonObject();
        foreach (var (resource, stock) in node.Stock)
            inventories[resource] = new JsonObject
            {
                ["total"] = stock.Total, ["reserved"] = stock.Reserved, ["min_unit"] = 1, ["max_unit"] = stock.MaxUnit, ["step_size"] = 1, ["allocation_ratio"] = stock.AllocationRatio,
            };
        return SimReply.Ok(new JsonObject { ["resource_provider_generation"] = node.Generation, ["inventories"] = inventories });
    }

    private static SimReply Usages(Node node) => SimReply.Ok(new JsonObject
    {
        ["resource_provider_generation"] = node.Generation, ["usages"] = Json.Map(node.Stock.Keys.Select(r => KeyValuePair.Create(r, node.InUse.GetValueOrDefault(r)))),
    });

    private static SimReply Traits(Node node) => SimReply.Ok(new JsonObject { ["traits"] = Json.Strings(node.TraitSet), ["resource_provider_generation"] = node.Generation });

    private SimReply ProviderAggregates(SimRequest request, Node node)
    {
        var json = new JsonObject { ["aggregates"] = Json.Strings(world.AggregatesOf(node).Select(a => a.Uuid)) };
        if (request.Version.AtLeast(19))
            json["resource_provider_generation"] = node.Generation;
        return SimReply.Ok(json);
    }

    private SimReply OnProvider(SimRequest request, Node node)
    {
        var allocations = new JsonObject();
        foreach (var consumer in node.Consumers)
        {
            var allocation = world.Allocations.ByConsumer[consumer];
            var one = new JsonObject { ["resources"] = Json.Map(allocation.Held[node.Id]) };
            if (request.Version.AtLeast(28))
                one["consumer_generation"] = allocation.Generation;
            allocations[consumer] = one;
        }
        return SimReply.Ok(new JsonObject { ["allocations"] = allocations, ["resource_provider_generation"] = node.Generation });
    }

    private SimReply OfConsumer(SimRequest request, string consumer)
    {
        if (!world.Allocations.ByConsumer.TryGetValue(consumer, out var allocation))
            return SimReply.Ok(new JsonObject { ["allocations"] = new JsonObject() });
        var held = new JsonObject();
        foreach (var (nodeId, resources) in allocation.Held)
            held[nodeId] = new JsonObject { ["resources"] = Json.Map(resources), ["generation"] = world.NodesById[nodeId].Generation };
        var json = new JsonObject { ["allocations"] = held };
        if (request.Version.AtLeast(12))
        {
            json["project_id"] = allocation.ProjectId;
            json["user_id"] = allocation.UserId;
        }
        if (request.Version.AtLeast(28))
            json["consumer_generation"] = allocation.Generation;
        if (request.Version.AtLeast(38))
            json["consumer_type"] = "unknown";
        return SimReply.Ok(json);
    }

    private SimReply Free(string consumer)
    {
        if (!world.Allocations.ByConsumer.ContainsKey(consumer))
            throw new ApiException(404, $"No allocations for consumer '{consumer}'");
        world.Allocations.Free(consumer, world.NodesById);
        return SimReply.NoContent();
    }

    private Node Provider(string id) =>
        world.NodesById.GetValueOrDefault(id) ?? throw new ApiException(404, $"No resource provider with uuid {id} found : No resource provider with uuid {id} found ");

    private static JsonObject View(SimRequest request, Node node)
    {
        static JsonObject Link(Node node, string rel) =>
            new() { ["rel"] = rel, ["href"] = rel == "self" ? $"/placement/resource_providers/{node.Id}" : $"/placement/resource_providers/{node.Id}/{rel}" };
        var json = new JsonObject
        {
            ["uuid"] = node.Id, ["name"] = node.Name, ["generation"] = node.Generation,
            ["links"] = Json.Array((string[])["self", "inventories", "usages", "aggregates", "traits", "allocations"], r => Link(node, r)),
        };
        if (request.Version.AtLeast(14))
        {
            json["parent_provider_uuid"] = node.Parent?.Id;
            json["root_provider_uuid"] = (node.Parent ?? node).Id;
        }
        return json;
    }

    private static string Policy(SimRequest request) => request.Segments switch
    {
        ["allocation_candidates"] => "placement:allocation_candidates:list",
        ["allocations", ..] => "placement:allocations:list",
        ["resource_providers", _, var what] => $"placement:resource_providers:{what}:list",
        ["resource_providers", _] => "placement:resource_providers:show",
        ["traits"] => "placement:traits:list",
        _ => "placement:resource_providers:list",
    };
}

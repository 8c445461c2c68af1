using System.Globalization;
using System.Text.Json.Nodes;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator.Placement;

/// <summary>GET /allocation_candidates: every node that could take the amounts asked for, with what all of them have.</summary>
internal sealed class Candidates(World world)
{
    public SimReply Find(SimRequest request)
    {
        var version = request.Version;
        if (!version.AtLeast(10))
            throw new ApiException(404, "The resource could not be found.");
        var wanted = Resources(request.QueryValue("resources") ?? throw new ApiException(400, "At least one group of `resources` is required."));
        var required = request.Query.GetValueOrDefault("required", []);
        if (!version.AtLeast(22) && required.Any(r => r.Contains('!', StringComparison.Ordinal)))
            throw new ApiException(400, $"Invalid query string parameters: Expected 'required' parameter value of the form: HW_CPU_X86_VMX,CUSTOM_MAGIC. Got: {required[0]}");
        var memberOf = request.Query.GetValueOrDefault("member_of", []);

        var amounts = PlacementRequest.Of(wanted);
        var found = world.NodesById.Values.Where(n => n.Parent is null &&
            Sharing.Find(n, amounts) is not null && required.All(r => HasTraits(n, r)) && memberOf.All(m => IsMember(n, m)) && (request.QueryValue("in_tree") is not { } tree || n.Id == tree));
        if (request.QueryValue("limit") is { } limit)
            found = found.Take(int.Parse(limit, CultureInfo.InvariantCulture));
        var nodes = found.ToList();

        var summaries = new JsonObject();
        foreach (var node in nodes.SelectMany(n => n.NestedNodes.Prepend(n)))
            summaries[node.Id] = Summary(version, node, wanted);
        return SimReply.Ok(new JsonObject
        {
            ["allocation_requests"] = Json.Array(nodes, n => Request(version, Sharing.Find(n, amounts)!)),
            ["provider_summaries"] = summaries,
        });
    }

    /// <summary>VCPU:1,MEMORY_MB:512 as amounts.</summary>
    public static Dictionary<string, int> Resources(string text)
    {
        var amounts = new Dictionary<string, int>();
        foreach (var part in text.Split(','))
        {
            var pair = part.Split(':');
            if (pair.Length != 2 || !int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
                throw new ApiException(400, $"Badly formed resources parameter. Expected resources query string parameter in form: ?resources=VCPU:2,MEMORY_MB:1024. Got: {text}.");
            amounts[pair[0]] = amount;
        }
        return amounts;
    }

    /// <summary>One <c>required</c> value: traits that must (or with ! must not) be there, or in: any of them.</summary>
    public static bool HasTraits(Node node, string required) => required.StartsWith("in:", StringComparison.Ordinal)
        ? required[3..].Split(',').Any(node.TraitSet.Contains)
        : required.Split(',').All(t => t.StartsWith('!') ? !node.TraitSet.Contains(t[1..]) : node.TraitSet.Contains(t));

    private bool IsMember(Node node, string memberOf)
    {
        var forbidden = memberOf.StartsWith('!');
        var wanted = memberOf.TrimStart('!');
        if (wanted.StartsWith("in:", StringComparison.Ordinal))
            wanted = wanted[3..];
        return world.AggregatesOf(node).Any(a => wanted.Split(',').Contains(a.Uuid)) != forbidden;
    }

    private static JsonObject Request(Microversion version, Dictionary<Node, Dictionary<string, int>> shares)
    {
        if (!version.AtLeast(12))
            return new JsonObject
            {
                ["allocations"] = Json.Array(shares, s => new JsonObject { ["resource_provider"] = new JsonObject { ["uuid"] = s.Key.Id }, ["resources"] = Json.Map(s.Value) }),
            };
        var json = new JsonObject
        {
            ["allocations"] = new JsonObject(shares.Select(s => KeyValuePair.Create(s.Key.Id, (JsonNode?)new JsonObject { ["resources"] = Json.Map(s.Value) }))),
        };
        if (version.AtLeast(34))
            json["mappings"] = new JsonObject { [""] = Json.Strings(shares.Keys.Select(p => p.Id)) };
        return json;
    }

    private static JsonObject Summary(Microversion version, Node node, Dictionary<string, int> wanted)
    {
        var resources = new JsonObject();
        foreach (var (resource, stock) in node.Stock)
            if (version.AtLeast(27) || wanted.ContainsKey(resource))
                resources[resource] = new JsonObject { ["capacity"] = stock.Capacity, ["used"] = node.InUse.GetValueOrDefault(resource) };
        var json = new JsonObject { ["resources"] = resources };
        if (version.AtLeast(17))
            json["traits"] = Json.Strings(node.TraitSet);
        if (version.AtLeast(29))
        {
            json["parent_provider_uuid"] = node.Parent?.Id;
            json["root_provider_uuid"] = (node.Parent ?? node).Id;
        }
        return json;
    }
}

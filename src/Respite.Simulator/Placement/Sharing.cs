using Respite.Simulator.Model;

namespace Respite.Simulator.Placement;

/// <summary>Shares a request out over a host's providers, its own and those nested below it; the first way that works.</summary>
internal static class Sharing
{
    /// <returns>By provider what it gives; null: there is no way.</returns>
    public static Dictionary<Node, Dictionary<string, int>>? Find(Node root, PlacementRequest request)
    {
        Node[] providers = [root, .. root.NestedNodes];
        var shares = providers.ToDictionary(p => p, _ => new Dictionary<string, int>());
        return Number(request, 0, [], shares) ? shares.Where(s => s.Value.Count > 0).ToDictionary() : null;
    }

    private static bool Number(PlacementRequest request, int index, List<Node> chosen, Dictionary<Node, Dictionary<string, int>> shares)
    {
        if (index == request.Numbered.Count)
            return Rest(request.Rest, [.. request.Rest.Resources], 0, [], shares);
        var group = request.Numbered[index];
        foreach (var (provider, share) in shares)
        {
            if ((request.Isolate && chosen.Contains(provider)) || !group.Required.All(provider.TraitSet.Contains) || group.Forbidden.Any(provider.TraitSet.Contains))
                continue;
            if (!group.Resources.All(r => provider.Gives(r.Key, r.Value, share.GetValueOrDefault(r.Key))))
                continue;
            Add(share, group.Resources, 1);
            if (Number(request, index + 1, [.. chosen, provider], shares))
                return true;
            Add(share, group.Resources, -1);
        }
        return false;
    }

    // Each class from one provider; what is required somewhere among those that give, what is forbidden nowhere among them.
    private static bool Rest(RequestGroup rest, KeyValuePair<string, int>[] resources, int index, List<Node> giving, Dictionary<Node, Dictionary<string, int>> shares)
    {
        if (index == resources.Length)
            return rest.Required.All(t => giving.Exists(p => p.TraitSet.Contains(t))) && !rest.Forbidden.Any(t => giving.Exists(p => p.TraitSet.Contains(t)));
        var (name, amount) = resources[index];
        foreach (var (provider, share) in shares)
        {
            if (!provider.Gives(name, amount, share.GetValueOrDefault(name)))
                continue;
            Add(share, new Dictionary<string, int> { [name] = amount }, 1);
            if (Rest(rest, resources, index + 1, [.. giving, provider], shares))
                return true;
            Add(share, new Dictionary<string, int> { [name] = amount }, -1);
        }
        return false;
    }

    private static void Add(Dictionary<string, int> share, IReadOnlyDictionary<string, int> resources, int sign)
    {
        foreach (var (name, amount) in resources)
            if ((share[name] = share.GetValueOrDefault(name) + (sign * amount)) == 0)
                share.Remove(name);
    }
}

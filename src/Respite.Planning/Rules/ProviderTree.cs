using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>A host's providers, its own first, with what is free on each.</summary>
internal sealed class ProviderTree
{
    private readonly ResourceVector[] _free;
    private readonly IReadOnlySet<string>[] _traits;

    private ProviderTree(ResourceVector[] free, IReadOnlySet<string>[] traits) => (_free, _traits) = (free, traits);

    /// <summary>As the host is, less what the plan has put there, one after the other.</summary>
    public static ProviderTree Of(HostRoom room)
    {
        var host = room.Host;
        var placed = room.Placed.Aggregate(ResourceVector.Zero, (sum, instance) => sum.Plus(instance.Resources));
        // Nothing says which provider was promised to other moves, so it counts on each.
        var promised = host.Capacity.Minus(host.Used).Minus(room.Free).Minus(placed);
        var nested = host.Nested.Select(provider => provider.Capacity.Minus(provider.Used)).ToArray();
        var own = nested.Aggregate(host.Capacity.Minus(host.Used), (free, below) => free.Minus(below));
        var tree = new ProviderTree(
            [own.Minus(promised), .. nested.Select(free => free.Minus(promised))],
            [host.Traits, .. host.Nested.Select(provider => provider.Traits)]);
        foreach (var instance in room.Placed)
            tree.Take(instance);
        return tree;
    }

    /// <summary>Takes what the instance needs from providers that have it; false, and nothing taken, if there is no way.</summary>
    public bool Take(InstanceSnapshot instance)
    {
        var groups = RequestGroup.Of(instance.FlavorExtraSpecs);
        var rest = new ResourceVector(groups
            .Aggregate(instance.Resources, (left, group) => left.Minus(group.Resources)).Where(left => left.Value > 0)).ToArray();
        var request = new Request(
            groups, rest, [.. RequestedTraits.Required(instance)], [.. RequestedTraits.Forbidden(instance)], RequestGroup.Isolated(instance.FlavorExtraSpecs));
        return TakeGroup(request, 0, []);
    }

    private bool TakeGroup(Request request, int index, List<int> chosen)
    {
        if (index == request.Groups.Count)
            return TakeRest(request, 0, []);
        var group = request.Groups[index];
        for (var i = 0; i < _free.Length; i++)
        {
            if ((request.Isolated && chosen.Contains(i)) || !group.Resources.Fits(_free[i])
                || !group.Required.All(_traits[i].Contains) || group.Forbidden.Any(_traits[i].Contains))
                continue;
            var before = _free[i];
            _free[i] = before.Minus(group.Resources);
            chosen.Add(i);
            if (TakeGroup(request, index + 1, chosen))
                return true;
            chosen.RemoveAt(chosen.Count - 1);
            _free[i] = before;
        }
        return false;
    }

    /// <summary>Traits of the rest: each required one on some provider that gives of the rest, a forbidden one on none of these.</summary>
    private bool TakeRest(Request request, int index, List<int> giving)
    {
        if (index == request.Rest.Length)
            return request.Required.All(trait => giving.Exists(i => _traits[i].Contains(trait)));
        var (name, amount) = request.Rest[index];
        for (var i = 0; i < _free.Length; i++)
        {
            if (_free[i][name] < amount || request.Forbidden.Any(_traits[i].Contains))
                continue;
            var before = _free[i];
            _free[i] = before.Minus(ResourceVector.Of((name, amount)));
            giving.Add(i);
            if (TakeRest(request, index + 1, giving))
                return true;
            giving.RemoveAt(giving.Count - 1);
            _free[i] = before;
        }
        return false;
    }

    private sealed record Request(
        IReadOnlyList<RequestGroup> Groups, KeyValuePair<string, long>[] Rest, IReadOnlyList<string> Required, IReadOnlyList<string> Forbidden, bool Isolated);
}

using Respite.Planning.Model;

namespace Respite.Planning.Packing;

/// <summary>
/// Hosts that differ in nothing but their name and what fills them are of one kind: a fixed rule answers the same for all of them, unless
/// something names the host (<see cref="Candidates"/>). Drained hosts are named by the plan itself: each is a kind of its own.
/// </summary>
internal sealed class HostKinds
{
    private readonly Dictionary<(HostSnapshot Look, int Aggregates), int> _kinds = [];
    private readonly Dictionary<string, int> _aggregates;
    private readonly Dictionary<int, List<IReadOnlySet<string>>> _traits = [];

    public HostKinds(IReadOnlyList<AggregateSnapshot> aggregates) => _aggregates = AggregateSets(aggregates);

    public int Of(HostSnapshot host, bool named)
    {
        var look = host with
        {
            Name = named ? host.Name : "",
            ProviderId = null,
            DisabledReason = null,
            InstanceCount = null,
            Capacity = ResourceVector.Zero,
            Used = ResourceVector.Zero,
            Traits = Same(host.Traits),
        };
        var key = (look, _aggregates.GetValueOrDefault(host.Name));
        if (!_kinds.TryGetValue(key, out var kind))
            _kinds[key] = kind = _kinds.Count;
        return kind;
    }

    /// <summary>One number for each set of aggregates: two hosts with the same number are in the same ones.</summary>
    private static Dictionary<string, int> AggregateSets(IReadOnlyList<AggregateSnapshot> aggregates)
    {
        var sets = new Dictionary<string, int>(StringComparer.Ordinal);
        var steps = new Dictionary<(int Set, int Aggregate), int>();
        for (var i = 0; i < aggregates.Count; i++)
            foreach (var host in aggregates[i].Hosts)
            {
                var step = (sets.GetValueOrDefault(host), i);
                if (!steps.TryGetValue(step, out var next))
                    steps[step] = next = steps.Count + 1;
                sets[host] = next;
            }
        return sets;
    }

    /// <summary>The first set with the same traits, so that equal ones are one object.</summary>
    private IReadOnlySet<string> Same(IReadOnlySet<string> traits)
    {
        var hash = traits.Count;
        foreach (var trait in traits)
            hash += trait.GetHashCode(StringComparison.Ordinal);
        if (!_traits.TryGetValue(hash, out var known))
            _traits[hash] = known = [];
        foreach (var other in known)
            if (ReferenceEquals(other, traits) || other.SetEquals(traits))
                return other;
        known.Add(traits);
        return traits;
    }
}

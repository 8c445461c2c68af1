using Respite.Planning.Model;

namespace Respite.Planning.Packing;

/// <summary>
/// Hosts that differ in nothing but their name and what fills them are of one kind: a fixed rule answers the same for all of them, unless
/// something names the host (<see cref="Candidates"/>).
/// </summary>
internal sealed class HostKinds
{
    private readonly Dictionary<(HostSnapshot Look, int Aggregates), int> _kinds = [];
    private readonly Dictionary<string, int> _aggregates;
    private readonly Looks _looks;

    public HostKinds(IReadOnlyList<AggregateSnapshot> aggregates, Looks looks) => (_aggregates, _looks) = (AggregateSets(aggregates), looks);

    public int Of(HostSnapshot host)
    {
        var look = host with
        {
            Name = "",
            ProviderId = null,
            DisabledReason = null,
            InstanceCount = null,
            Capacity = ResourceVector.Zero,
            Used = ResourceVector.Zero,
            Traits = _looks.Same(host.Traits),
            Capabilities = _looks.Same(host.Capabilities),
            Cpu = host.Cpu is { } cpu ? cpu with { Features = _looks.Same(cpu.Features) } : null,
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
}

using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// Nova's <c>aggregate_metadata_get_by_host</c> (nova/scheduler/filters/utils.py): values are split at commas and united. Put together once a host, when
/// it is asked for: a plan asks for a few of thousands.
/// </summary>
internal sealed class AggregateMetadata
{
    private static readonly Dictionary<string, IReadOnlySet<string>> None = [];

    private readonly Dictionary<string, List<AggregateSnapshot>> _aggregates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, IReadOnlySet<string>>> _united = new(StringComparer.Ordinal);

    public AggregateMetadata(IReadOnlyList<AggregateSnapshot> aggregates)
    {
        foreach (var aggregate in aggregates.Where(aggregate => aggregate.Metadata.Count > 0))
            foreach (var host in aggregate.Hosts)
            {
                if (!_aggregates.TryGetValue(host, out var own))
                    _aggregates[host] = own = [];
                own.Add(aggregate);
            }
    }

    public IReadOnlyDictionary<string, IReadOnlySet<string>> Of(string host)
    {
        if (!_aggregates.TryGetValue(host, out var own))
            return None;
        if (!_united.TryGetValue(host, out var united))
            _united[host] = united = Unite(own);
        return united;
    }

    private static Dictionary<string, IReadOnlySet<string>> Unite(List<AggregateSnapshot> aggregates)
    {
        var united = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (key, values) in aggregates.SelectMany(aggregate => aggregate.Metadata))
        {
            if (!united.TryGetValue(key, out var set))
                united[key] = set = new HashSet<string>(StringComparer.Ordinal);
            set.UnionWith(values.Split(',', StringSplitOptions.TrimEntries));
        }
        return united.ToDictionary(pair => pair.Key, pair => (IReadOnlySet<string>)pair.Value, StringComparer.Ordinal);
    }
}

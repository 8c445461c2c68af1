using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// Nova's <c>aggregate_metadata_get_by_host</c> (nova/scheduler/filters/utils.py): values are split at commas and united. Put together once a host, when
/// it is asked for: a plan asks for a few of thousands.
/// </summary>
internal sealed class AggregateMetadata
{
    private static readonly Dictionary<string, IReadOnlySet<string>> None = [];

    private readonly HashSet<string> _keys;
    private readonly Dictionary<string, HashSet<string>> _hostsOfProjects = new(StringComparer.Ordinal);

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
        _keys = aggregates.SelectMany(aggregate => aggregate.Metadata.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var aggregate in aggregates.Where(aggregate => aggregate.Metadata.Keys.Any(key => key.StartsWith(TenantIsolationRule.Key, StringComparison.Ordinal))))
            foreach (var project in aggregate.Metadata.Values)
            {
                if (!_hostsOfProjects.TryGetValue(project, out var hosts))
                    _hostsOfProjects[project] = hosts = new HashSet<string>(StringComparer.Ordinal);
                hosts.UnionWith(aggregate.Hosts);
            }
    }

    /// <summary>Whether any aggregate of the cloud has this key.</summary>
    public bool HasKey(string key) => _keys.Contains(key);

    /// <summary>
    /// The hosts of a project's own aggregates, or null if it has none. Nova's request filter <c>require_tenant_aggregate</c>: an aggregate that has a key
    /// that begins with filter_tenant_id, and some value that is the project's id and nothing else (values are not split for this).
    /// </summary>
    public IReadOnlySet<string>? HostsOfProject(string project) => _hostsOfProjects.GetValueOrDefault(project);

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

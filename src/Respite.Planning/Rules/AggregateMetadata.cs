using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>Nova's <c>aggregate_metadata_get_by_host</c> (nova/scheduler/filters/utils.py): values are split at commas and united.</summary>
internal static class AggregateMetadata
{
    public static Dictionary<string, IReadOnlyDictionary<string, IReadOnlySet<string>>> ByHost(IReadOnlyList<AggregateSnapshot> aggregates)
    {
        var byHost = new Dictionary<string, Dictionary<string, HashSet<string>>>(StringComparer.Ordinal);
        foreach (var aggregate in aggregates.Where(aggregate => aggregate.Metadata.Count > 0))
            foreach (var host in aggregate.Hosts)
            {
                if (!byHost.TryGetValue(host, out var metadata))
                    byHost[host] = metadata = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
                foreach (var (key, values) in aggregate.Metadata)
                {
                    if (!metadata.TryGetValue(key, out var set))
                        metadata[key] = set = new HashSet<string>(StringComparer.Ordinal);
                    set.UnionWith(values.Split(',', StringSplitOptions.TrimEntries));
                }
            }
        return byHost.ToDictionary(
            host => host.Key,
            host => (IReadOnlyDictionary<string, IReadOnlySet<string>>)host.Value.ToDictionary(
                pair => pair.Key, pair => (IReadOnlySet<string>)pair.Value, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }
}

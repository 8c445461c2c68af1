using Respite.Planning.Drain;
using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>What the rules look at beside the pair: the drained host, the groups, the aggregates by host, and the plan's options.</summary>
public sealed class PlacementContext
{
    private static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> NoMetadata = new Dictionary<string, IReadOnlySet<string>>();

    private readonly Dictionary<string, ServerGroupSnapshot> _groups;
    private readonly Dictionary<string, IReadOnlyDictionary<string, IReadOnlySet<string>>> _metadata;

    public PlacementContext(CloudSnapshot cloud, HostSnapshot source, PlanOptions options)
    {
        Source = source;
        Options = options;
        _groups = cloud.Groups.ToDictionary(group => group.Id, StringComparer.Ordinal);
        _metadata = AggregateMetadata.ByHost(cloud.Aggregates);
    }

    private PlacementContext(PlacementContext other, HostSnapshot source, string? enabledFirst)
    {
        Source = source;
        Options = other.Options;
        EnabledFirst = enabledFirst;
        _groups = other._groups;
        _metadata = other._metadata;
    }

    /// <summary>The drained host.</summary>
    public HostSnapshot Source { get; }

    public PlanOptions Options { get; }

    /// <summary>The spare host that the plan would enable before anything moves: it counts as enabled.</summary>
    public string? EnabledFirst { get; }

    public PlacementContext WithEnabled(string host) => new(this, Source, host);

    /// <summary>The same for the instances of another drained host.</summary>
    public PlacementContext From(HostSnapshot source) => new(this, source, EnabledFirst);

    /// <summary>The groups of an instance that are known and have this policy.</summary>
    public IEnumerable<ServerGroupSnapshot> Groups(InstanceSnapshot instance, string policy)
    {
        foreach (var id in instance.GroupIds)
            if (_groups.TryGetValue(id, out var group) && string.Equals(group.Policy, policy, StringComparison.Ordinal))
                yield return group;
    }

    /// <summary>All metadata of the aggregates that a host is in: key -> values, those of all aggregates together.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Metadata(string host) => _metadata.GetValueOrDefault(host) ?? NoMetadata;
}

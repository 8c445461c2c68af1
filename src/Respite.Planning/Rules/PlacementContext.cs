using Respite.Planning.Drain;
using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>What the rules look at beside the pair: the drained host, the groups, the aggregates by host, and the plan's options.</summary>
public sealed class PlacementContext
{
    private readonly Dictionary<string, ServerGroupSnapshot[]> _groups;
    private readonly AggregateMetadata _metadata;

    public PlacementContext(CloudSnapshot cloud, HostSnapshot source, PlanOptions options)
    {
        Source = source;
        Options = options;
        _groups = cloud.Groups.ToDictionary(group => group.Id, group => new[] { group }, StringComparer.Ordinal);
        _metadata = new AggregateMetadata(cloud.Aggregates);
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
    public ServerGroupSnapshot[] Groups(InstanceSnapshot instance, string policy)
    {
        if (instance.GroupIds.Count == 0)
            return [];
        if (instance.GroupIds.Count > 1)
            return [.. instance.GroupIds.SelectMany(id => Known(id, policy))];
        return Known(instance.GroupIds[0], policy);
    }

    /// <summary>All metadata of the aggregates that a host is in: key -> values, those of all aggregates together.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Metadata(string host) => _metadata.Of(host);

    /// <summary>The group as an array of one, made once: a packing asks millions of times.</summary>
    private ServerGroupSnapshot[] Known(string id, string policy) =>
        _groups.TryGetValue(id, out var group) && string.Equals(group[0].Policy, policy, StringComparison.Ordinal) ? group : [];
}

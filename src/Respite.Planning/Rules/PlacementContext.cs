using Respite.Planning.Drain;
using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>What the rules look at beside the pair: the drained host, the groups, the aggregates by host, and the plan's options.</summary>
public sealed class PlacementContext
{
    private readonly Dictionary<string, ServerGroupSnapshot[]> _groups;
    private readonly AggregateMetadata _metadata;
    private readonly CpuSnapshot[] _cpus;
    private readonly HashSet<CpuSnapshot> _weakerCpus;

    public PlacementContext(CloudSnapshot cloud, HostSnapshot source, PlanOptions options)
    {
        Source = source;
        Options = options;
        _groups = cloud.Groups.ToDictionary(group => group.Id, group => new[] { group }, StringComparer.Ordinal);
        _metadata = new AggregateMetadata(cloud.Aggregates);
        _cpus = [.. cloud.Hosts.Select(host => host.Cpu).OfType<CpuSnapshot>().Distinct()];
        _weakerCpus = WeakerThan(source.Cpu);
    }

    private PlacementContext(PlacementContext other, HostSnapshot source, string? enabledFirst)
    {
        Source = source;
        Options = other.Options;
        EnabledFirst = enabledFirst;
        _groups = other._groups;
        _metadata = other._metadata;
        _cpus = other._cpus;
        _weakerCpus = ReferenceEquals(source, other.Source) ? other._weakerCpus : WeakerThan(source.Cpu);
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

    /// <summary>Whether any aggregate of the cloud has metadata under this key.</summary>
    public bool IsMetadataKey(string key) => _metadata.HasKey(key);

    /// <summary>The hosts of the aggregates that are a project's own; null: it has none.</summary>
    public IReadOnlySet<string>? HostsOfProject(string project) => _metadata.HostsOfProject(project);

    /// <summary>Whether a host's CPU is known to lack features of the source's.</summary>
    public bool IsWeaker(CpuSnapshot? cpu) => cpu is not null && _weakerCpus.Contains(cpu);

    /// <summary>The group as an array of one, made once: a packing asks millions of times.</summary>
    private ServerGroupSnapshot[] Known(string id, string policy) =>
        _groups.TryGetValue(id, out var group) && string.Equals(group[0].Policy, policy, StringComparison.Ordinal) ? group : [];

    private HashSet<CpuSnapshot> WeakerThan(CpuSnapshot? source) =>
        source is null ? [] : [.. _cpus.Where(cpu => cpu.Features.Count > 0 && !source.Features.IsSubsetOf(cpu.Features))];
}

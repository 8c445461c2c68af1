namespace Respite.Simulator.Model;

/// <summary>A flavor. RAM in MiB, disk in GiB.</summary>
public sealed record Flavor(string Id, string Name, int Vcpus, int Ram, int Disk)
{
    public IReadOnlyDictionary<string, string> ExtraSpecs { get; init; } = new Dictionary<string, string>();

    /// <summary>What one instance of it takes in Placement: its numbers, overridden by <c>resources:</c> extra specs.</summary>
    public IReadOnlyDictionary<string, int> Resources { get; init; } = new Dictionary<string, int>();

    internal int Number { get; init; } = 1;

    internal static IReadOnlyDictionary<string, int> ResourcesOf(int vcpus, int ram, int disk, IReadOnlyDictionary<string, string> extraSpecs)
    {
        var resources = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["VCPU"] = vcpus, ["MEMORY_MB"] = ram, ["DISK_GB"] = disk };
        if (extraSpecs.GetValueOrDefault("hw:cpu_policy") == "dedicated")
            (resources["PCPU"], resources["VCPU"]) = (vcpus, 0);
        foreach (var (key, value) in extraSpecs)
            if (key.StartsWith("resources:", StringComparison.Ordinal))
                resources[key["resources:".Length..]] = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        return resources.Where(r => r.Value > 0).ToDictionary();
    }
}

/// <summary>An image; its properties show in servers from 2.98 on.</summary>
public sealed record Image(string Id, string Name)
{
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();
}

/// <summary>A server group; <see cref="Policy"/> is affinity, anti-affinity, soft-affinity or soft-anti-affinity.</summary>
public sealed class ServerGroup
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Policy { get; init; }

    public required string ProjectId { get; init; }

    public required string UserId { get; init; }

    public int? MaxServerPerHost { get; init; }

    public IReadOnlyList<string> Members => MemberIds;

    internal List<string> MemberIds { get; } = [];
}

/// <summary>A host aggregate.</summary>
public sealed class HostAggregate
{
    public required int Id { get; init; }

    public required string Uuid { get; init; }

    public required string Name { get; init; }

    public IReadOnlyDictionary<string, string> Metadata => Meta;

    public IReadOnlyList<string> Hosts => HostNames;

    internal Dictionary<string, string> Meta { get; } = [];

    internal List<string> HostNames { get; } = [];

    internal DateTimeOffset CreatedAt { get; init; }

    internal DateTimeOffset? UpdatedAt { get; set; }
}

/// <summary>A neutron agent of a host.</summary>
public sealed class NetworkAgent
{
    public required string Id { get; init; }

    public required string Host { get; init; }

    public required string Binary { get; init; }

    public required string Type { get; init; }

    public bool Alive { get; internal set; } = true;

    public bool AdminStateUp { get; internal set; } = true;
}

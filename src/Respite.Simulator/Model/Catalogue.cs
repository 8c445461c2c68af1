namespace Respite.Simulator.Model;

/// <summary>A flavor. RAM in MiB, disk in GiB.</summary>
public sealed record Flavor(string Id, string Name, int Vcpus, int Ram, int Disk)
{
    public IReadOnlyDictionary<string, string> ExtraSpecs { get; init; } = new Dictionary<string, string>();

    /// <summary>What one instance of it takes in Placement, all told: its numbers, overridden by <c>resources:</c> extra specs.</summary>
    public IReadOnlyDictionary<string, int> Resources => Request.Numbered.Prepend(Request.Rest)
        .SelectMany(g => g.Resources).GroupBy(r => r.Key).ToDictionary(r => r.Key, r => r.Sum(a => a.Value));

    internal PlacementRequest Request => field ??= PlacementRequest.Of(Vcpus, Ram, Disk, ExtraSpecs);

    internal int Number { get; init; } = 1;
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

namespace Respite.Planning.Model;

/// <summary>A server group and where its members are (<c>GET /os-server-groups</c>, <c>policy</c> and <c>rules</c> as of compute 2.64).</summary>
public sealed record ServerGroupSnapshot
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>affinity, anti-affinity, soft-affinity or soft-anti-affinity.</summary>
    public required string Policy { get; init; }

    /// <summary><c>rules.max_server_per_host</c> of an anti-affinity group.</summary>
    public int MaxServerPerHost { get; init; } = 1;

    /// <summary>Instance id -> the host it is on, or null (shelved offloaded, failed before it got one).</summary>
    public IReadOnlyDictionary<string, string?> MemberHosts { get; init; } = new Dictionary<string, string?>();
}

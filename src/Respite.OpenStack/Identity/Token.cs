using Respite.OpenStack.Session;

namespace Respite.OpenStack.Identity;

/// <summary>A token as Keystone describes it (<c>POST</c> or <c>GET /v3/auth/tokens</c>).</summary>
public sealed record Token
{
    public required string UserId { get; init; }

    public required string UserName { get; init; }

    /// <summary>Null when scoped to the system or a domain.</summary>
    public string? ProjectId { get; init; }

    public string? ProjectName { get; init; }

    public bool SystemScope { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Empty where it was not asked for.</summary>
    public required IReadOnlyList<Endpoint> Catalog { get; init; }

    internal static Token Read(Answer token) => new()
    {
        UserId = token["user"].Text("id"),
        UserName = token["user"].Text("name"),
        ProjectId = token.Has("project") ? token["project"].Text("id") : null,
        ProjectName = token.Has("project") ? token["project"].Text("name") : null,
        SystemScope = token.Has("system") && token["system"].Flag("all"),
        Roles = [.. token.Items("roles").Select(r => r.Text("name"))],
        IssuedAt = token.OptionalTime("issued_at"),
        ExpiresAt = token.Time("expires_at"),
        Catalog =
        [
            .. token.Items("catalog").SelectMany(s => s.Items("endpoints").Select(e => new Endpoint(
                s.Text("type"), e.Text("interface"), e.OptionalText("region_id") ?? e.OptionalText("region"), e.Text("url")))),
        ],
    };
}

/// <summary>A service's address in the catalog.</summary>
public sealed record Endpoint(string ServiceType, string Interface, string? Region, string Url);

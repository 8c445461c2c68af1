using System.Text.Json.Nodes;

namespace Respite.Server.WatcherApi.Records;

/// <summary>What audits of a kind have in common, under a name.</summary>
internal sealed record AuditTemplate
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>A goal's name.</summary>
    public required string Goal { get; init; }

    /// <summary>A strategy's name; null: the goal's first.</summary>
    public string? Strategy { get; init; }

    /// <summary>Kept and shown; Respite drains one host whatever it says.</summary>
    public JsonArray Scope { get; init; } = [];

    public JsonObject DefaultParameters { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }
}

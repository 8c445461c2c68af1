namespace Respite.Planning.Model;

/// <summary>A Nova host aggregate (<c>GET /os-aggregates</c>).</summary>
public sealed record AggregateSnapshot
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public string? Uuid { get; init; }

    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

namespace Respite.Planning.Model;

/// <summary>
/// What a plan looks at: the drained host, every host that may be a destination (also disabled or full ones that are known, so that
/// reasons can name them), the server groups of the drained instances, and the aggregates.
/// </summary>
public sealed record CloudSnapshot
{
    public required IReadOnlyList<HostSnapshot> Hosts { get; init; }

    public IReadOnlyList<ServerGroupSnapshot> Groups { get; init; } = [];

    public IReadOnlyList<AggregateSnapshot> Aggregates { get; init; } = [];
}

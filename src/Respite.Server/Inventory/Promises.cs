using Respite.Planning.Model;
using Respite.Server.Maintenances;

namespace Respite.Server.Inventory;

/// <summary>Room on a host that an open move has been promised and Placement does not show there yet.</summary>
internal sealed record Promise(string InstanceId, string Host, ResourceVector Resources)
{
    /// <summary>A move in flight holds its room in Placement already (Nova claims the destination when it accepts it).</summary>
    public static IReadOnlyList<Promise> Of(IEnumerable<Move> moves) =>
    [
        .. moves.Where(m => m is { Destination: not null, State: MoveState.Waiting or MoveState.Retrying or MoveState.Submitting })
            .Select(m => new Promise(m.InstanceId, m.Destination!, m.Resources)),
    ];
}

/// <summary>What a plan counts of what others have been promised.</summary>
internal static class Promises
{
    /// <summary>Host to resources; each instance counts once.</summary>
    public static IReadOnlyDictionary<string, ResourceVector> Room(IEnumerable<Promise> promises) => promises
        .DistinctBy(p => p.InstanceId, StringComparer.Ordinal)
        .GroupBy(p => p.Host, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Aggregate(ResourceVector.Zero, (sum, p) => sum.Plus(p.Resources)), StringComparer.Ordinal);

    /// <summary>Instance id to host, for all that are to go or are going somewhere: members of their groups plan around them.</summary>
    public static IReadOnlyDictionary<string, string> Destinations(IEnumerable<Move> moves) => moves
        .Where(m => m.Destination is not null && !m.State.IsSettled())
        .GroupBy(m => m.InstanceId, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.First().Destination!, StringComparer.Ordinal);
}

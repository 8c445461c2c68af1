using Respite.Planning.Model;
using Respite.Server.Maintenances;

namespace Respite.Server.Inventory;

/// <summary>What open moves have been promised on their destinations and Placement does not show there yet.</summary>
internal static class Promises
{
    /// <summary>Host to resources, each instance counted once. A move in flight holds its room in Placement already (Nova claims the destination when it accepts it).</summary>
    public static IReadOnlyDictionary<string, ResourceVector> Room(IEnumerable<Move> moves) => moves
        .Where(m => m is { Destination: not null, State: MoveState.Waiting or MoveState.Retrying or MoveState.Submitting })
        .DistinctBy(m => m.InstanceId, StringComparer.Ordinal)
        .GroupBy(m => m.Destination!, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Aggregate(ResourceVector.Zero, (sum, m) => sum.Plus(m.Resources)), StringComparer.Ordinal);

    /// <summary>Instance id to host, for all that are to go or are going somewhere: members of their groups plan around them.</summary>
    public static IReadOnlyDictionary<string, string> Destinations(IEnumerable<Move> moves) => moves
        .Where(m => m.Destination is not null && !m.State.IsSettled())
        .GroupBy(m => m.InstanceId, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.First().Destination!, StringComparer.Ordinal);
}

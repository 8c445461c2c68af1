using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>
/// Time in which Respite did not run or the cloud did not answer. A migration that went on meanwhile may be healthy: its budget and its
/// clock of progress stand still, or the first look afterwards would abort it.
/// </summary>
internal static class Blindness
{
    /// <summary>A drain looks every second or two, and every ten while it is stuck: less than this is no gap.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(20);

    public static IReadOnlyList<Move> Forgive(IReadOnlyList<Move> moves, DateTimeOffset? seenAt, DateTimeOffset now)
    {
        if (now - seenAt is not { } blind || blind < Gap)
            return moves;
        return [.. moves.Select(move => move.State == MoveState.Running ? move with { OverdueAt = move.OverdueAt + blind, ProgressAt = move.ProgressAt + blind } : move)];
    }
}

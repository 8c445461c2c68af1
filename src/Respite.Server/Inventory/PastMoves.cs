using Respite.Planning.Model;
using Respite.Planning.Schedule;
using Respite.Server.Maintenances;

namespace Respite.Server.Inventory;

/// <summary>What the moves on record tell of how long moves last on this cloud.</summary>
internal static class PastMoves
{
    /// <summary>Older maintenances say little of the cloud as it is.</summary>
    public const int Maintenances = 30;

    /// <summary>Only what Respite itself began and saw through: of a migration that was adopted, or has left no record, nobody knows when it began.</summary>
    public static MoveDurations Learn(IEnumerable<Move> moves) => MoveDurations.Learn(moves.Select(Of).OfType<PastMove>());

    private static PastMove? Of(Move move)
    {
        var kind = move.ColdInstead ? MoveKind.ColdMigrate : move.Kind;
        var began = kind == MoveKind.LiveMigrate ? move.StartedAt : move.StartedAt ?? move.SubmittedAt;
        return move is { State: MoveState.Done, Adopted: false, FinishedAt: { } ended } && began is { } at
            ? new PastMove(move.InstanceId, kind, move.Source, move.MemoryMb, at, ended)
            : null;
    }
}

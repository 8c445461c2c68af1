using Respite.Planning.Drain;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>An instance that was done with: it may leave by itself, come back, or lose its reason to stay.</summary>
internal static class SettledMove
{
    public static MoveDecision Decide(Move move, MoveSight sight)
    {
        if (sight.StillHolds(move.Source))
            return new(move.State == MoveState.Done ? Reopen(move, "its unconfirmed resize still holds the host", sight) : move);
        if (!sight.IsOn(move.Source))
            return new(move.State == MoveState.Done || sight.Instance is { IsIdle: false } ? move : MoveDecider.Arrive(move, sight));
        if (move.State == MoveState.Done && sight.Instance is { IsIdle: true, Status: not "SHELVED_OFFLOADED" } && sight.Open is null)
            return new(Reopen(move, "it is on the host again", sight));
        if (move.State == MoveState.Left && InstanceStates.Decide(sight.Instance!.Snapshot, sight.Policy).Verdict == StateVerdict.Move)
            return new(move.To(MoveState.Waiting, "it is to move after all") with { FinishedAt = null });
        return new(move);
    }

    private static Move Reopen(Move move, string why, MoveSight sight) => move.To(MoveState.Waiting, why) with
    {
        Attempt = 0, Rung = 0, MigrationId = null, Destination = null, FinishedAt = null, Progress = null, GaveUp = false,
        BaselineMigration = sight.Newest?.Id ?? move.BaselineMigration,
    };
}

using Respite.Planning.Model;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>
/// The intent is on record, the answer is not: the process may have died before, during or after the call.
/// Nova tells which; nothing is asked again until it has had time to.
/// </summary>
internal static class SubmittedMove
{
    /// <summary>A call that Nova has received shows on the instance (its task state) well within this.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    public static MoveDecision Decide(Move move, MoveSight sight)
    {
        var instance = sight.Instance!;
        if (sight.Of(move) is not null)
            return RunningMove.Decide(move.To(MoveState.Running, "under way"), sight);
        if (sight.StillHolds(move.Source))
            return new(RunningMove.TakenAway(move));
        if (!sight.IsOn(move.Source))
            return instance.IsIdle ? new(MoveDecider.Arrive(move, sight)) : new(move);
        if (move.Kind == MoveKind.Offload && instance.Status == "SHELVED_OFFLOADED")
            return new(MoveDecider.Arrive(move, sight));
        if (move.Kind == MoveKind.Stop && instance is { Status: "SHUTOFF", IsIdle: true })
            return new(RunningMove.Stopped(move, sight));
        if (instance.Status == "ERROR")
            return new(move.To(MoveState.Failed, "needs a person: the instance went to ERROR when its move was asked for"));
        if (!instance.IsIdle || sight.Now - move.SubmittedAt < Grace)
            return new(move);
        return new(move.To(MoveState.Waiting, "the call to Nova got lost; asking again") with { Attempt = move.Attempt - 1 });
    }
}

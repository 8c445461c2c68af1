using Respite.Planning.Model;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>A cold migration or resize whose confirmation has been, or is to be, asked for.</summary>
internal static class ConfirmingMove
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    public static MoveDecision Decide(Move move, MoveSight sight)
    {
        var instance = sight.Instance!;
        if (instance.Status == "ERROR")
            return new(move.To(MoveState.Failed, $"needs a person: the instance went to ERROR while its migration was confirmed (it is on {instance.Host})"));
        if (!instance.IsIdle || sight.Open is not null)
            return new(move);
        if (instance.Status == "VERIFY_RESIZE")
        {
            if (sight.Now - move.SubmittedAt < AskAgainAfter)
                return new(move);
            return new(move with { SubmittedAt = sight.Now }, MoveAction.Confirm);
        }
        if (!sight.IsOn(move.Source))
            return new(MoveDecider.Arrive(move, sight));

        // A resize that was confirmed on this very host, or one that its owner reverted: now move it as what it is.
        return new(move.To(MoveState.Waiting, "its resize has ended") with { MigrationId = null, Adopted = false });
    }
}

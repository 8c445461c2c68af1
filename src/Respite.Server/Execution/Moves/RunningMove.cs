using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>A move that Nova has accepted: watched to its end. The migration says when and how it ended.</summary>
internal static class RunningMove
{
    /// <summary>A 202 whose migration has not shown within this, on an idle instance, came to nothing.</summary>
    private static readonly TimeSpan RecordMissing = TimeSpan.FromSeconds(30);

    /// <summary>Nova's host field follows a completed migration within this, or is stale.</summary>
    private static readonly TimeSpan HostFieldMissing = TimeSpan.FromSeconds(60);

    public static MoveDecision Decide(Move move, MoveSight sight)
    {
        if (move.Kind == MoveKind.Offload)
            return Offload(move, sight);
        if (move.Kind == MoveKind.Stop)
            return Stop(move, sight);
        if (sight.Of(move) is not { } migration)
            return NoRecord(move, sight);
        move = move with { MigrationId = migration.Id, Destination = migration.DestinationHost ?? move.Destination };
        if (migration.IsOpen)
            return Ladder.Decide(Follow(move, migration, sight), migration, sight);
        return migration.Status switch
        {
            "completed" or "confirmed" or "done" => Ended(move, sight),
            "finished" => Arrived(move, sight),
            "reverted" => new(Retry(move, new AttemptFailure("the migration was reverted", true, false), sight)),
            _ => Failed(move, migration, sight),
        };
    }

    private static Move Follow(Move move, MigrationView migration, MoveSight sight)
    {
        var progress = sight.Instance!.Progress;
        if (progress != move.Progress)
            move = move with { Progress = progress, ProgressAt = sight.Now };
        move = move with { Reason = $"{migration.Type} {migration.Id} is {migration.Status}" };
        if (move.StartedAt is null && migration.Status is not ("accepted" or "queued"))
            move = move with { StartedAt = sight.Now, ProgressAt = sight.Now, OverdueAt = sight.Now + Ladder.Budget(move, sight.Policy) };
        return move;
    }

    private static MoveDecision Ended(Move move, MoveSight sight)
    {
        if (!sight.IsOn(move.Source))
            return new(MoveDecider.Arrive(move, sight));
        if (move.NotBefore is not { } limit)
            return new(move with { NotBefore = sight.Now + HostFieldMissing, Reason = "completed; Nova's host field has not followed yet" });
        if (sight.Now < limit)
            return new(move);
        return new(MoveDecider.GiveUp(
            move,
            $"needs a person: migration {move.MigrationId} completed to {move.Destination}, yet Nova still says that the instance is on {move.Source}: "
            + "find where the guest really runs before touching it (its host field is stale)"));
    }

    /// <summary>A cold migration's guest is on its destination; its source holds room until the confirmation.</summary>
    private static MoveDecision Arrived(Move move, MoveSight sight)
    {
        if (sight.Instance!.Status == "ERROR")
            return new(move.To(MoveState.Failed, $"needs a person: the instance is in ERROR after its cold migration (Nova says it is on {sight.Instance.Host})"));
        if (sight.Instance.Status != "VERIFY_RESIZE" || !sight.Instance.IsIdle)
            return new(move);
        if (move.Adopted)
            return new(move.To(MoveState.Waiting, "somebody else's cold migration has arrived") with { MigrationId = null, Adopted = false });
        return new(move.To(MoveState.Confirming, "arrived; confirming") with { SubmittedAt = sight.Now }, MoveAction.Confirm);
    }

    private static MoveDecision Failed(Move move, MigrationView migration, MoveSight sight)
    {
        var instance = sight.Instance!;
        if (instance.Status == "ERROR")
        {
            return new(move.To(
                MoveState.Failed,
                $"needs a person: {sight.WhyEnded?.Sentence ?? "its migration broke in the middle"}; the instance is in ERROR on {instance.Host} though its guest may still run"));
        }
        if (!instance.IsIdle)
            return new(move);
        if (!sight.IsOn(move.Source))
            return new(MoveDecider.Arrive(move, sight));
        if (move.RungUnderWay == LadderRung.ColdMigrate)
            return new(Again(move, MoveState.Waiting, "live migration was aborted; going cold, as the policy allows", sight) with { ColdInstead = true });
        if (sight.Abort)
            return new(Again(move, MoveState.Waiting, $"its migration ended as {migration.Status}", sight));
        return new(Retry(move, sight.WhyEnded ?? new AttemptFailure($"the migration ended as {migration.Status}", true, true), sight));
    }

    private static MoveDecision NoRecord(Move move, MoveSight sight)
    {
        if (sight.Instance!.Status == "ERROR" && sight.Instance.IsIdle)
            return new(move.To(MoveState.Failed, "needs a person: the instance went to ERROR and Nova shows no migration of it"));
        if (sight.StillHolds(move.Source))
            return new(TakenAway(move));
        if (!sight.IsOn(move.Source))
            return sight.Instance.IsIdle && sight.Instance.Status != "VERIFY_RESIZE" ? new(MoveDecider.Arrive(move, sight)) : new(move);
        if (!sight.Instance.IsIdle || sight.Now - move.SubmittedAt < RecordMissing)
            return new(move);
        return new(Retry(move, sight.WhyEnded ?? new AttemptFailure("Nova accepted the call and did nothing", true, false), sight));
    }

    /// <summary>Somebody else's resize came first, and only the policy may confirm that.</summary>
    public static Move TakenAway(Move move) => move.To(MoveState.Waiting, "somebody else has resized or cold-migrated it meanwhile") with { MigrationId = null };

    private static MoveDecision Offload(Move move, MoveSight sight)
    {
        if (sight.Instance!.Status == "SHELVED_OFFLOADED" || !sight.IsOn(move.Source))
            return new(MoveDecider.Arrive(move, sight));
        if (!sight.Instance.IsIdle || sight.Now - move.SubmittedAt < RecordMissing)
            return new(move);
        return new(Retry(move, sight.WhyEnded ?? new AttemptFailure("Nova accepted the call and did not offload it", true, false), sight));
    }

    private static MoveDecision Stop(Move move, MoveSight sight)
    {
        if (!sight.IsOn(move.Source))
            return new(MoveDecider.Arrive(move, sight));
        if (!sight.Instance!.IsIdle)
            return new(move);
        if (sight.Instance.Status == "SHUTOFF")
            return new(Stopped(move, sight));
        return sight.Now - move.SubmittedAt < RecordMissing
            ? new(move)
            : new(Retry(move, sight.WhyEnded ?? new AttemptFailure("Nova accepted the call and did not stop it", true, false), sight));
    }

    public static Move Stopped(Move move, MoveSight sight) =>
        MoveDecider.Settle(move, MoveState.Left, "stopped; it is started again when the host is handed back", sight.Now) with { Stopped = true };

    /// <summary>Tries again elsewhere, or asks a person when the attempts are spent.</summary>
    public static Move Retry(Move move, AttemptFailure failure, MoveSight sight)
    {
        var again = Again(move, MoveState.Retrying, failure.Sentence, sight);
        if (failure.BlamesDestination && move.Destination is { } destination && !again.Excluded.Contains(destination))
            again = again with { Excluded = [.. again.Excluded, destination] };
        if (move.Attempt < sight.Policy.MaxAttempts)
            return again with { NotBefore = sight.Now + TimeSpan.FromSeconds(2 * move.Attempt * move.Attempt) };
        if (sight.Policy.AllowDowntime && sight.Policy.Ladder.Contains(LadderRung.ColdMigrate) && move is { Kind: MoveKind.LiveMigrate, ColdInstead: false })
            return again with { ColdInstead = true, Attempt = 0, Excluded = [], Reason = $"{failure.Sentence}; going cold, as the policy allows" };
        return MoveDecider.GiveUp(again, $"needs a person: {failure.Sentence} (attempt {move.Attempt} of {sight.Policy.MaxAttempts})");
    }

    private static Move Again(Move move, MoveState state, string why, MoveSight sight) => move.To(state, why) with
    {
        MigrationId = null,
        BaselineMigration = sight.Newest?.Id ?? move.BaselineMigration,
        Destination = null,
        Adopted = false,
        RungUnderWay = null,
        StartedAt = null,
        OverdueAt = null,
        NotBefore = null,
        Progress = null,
        ProgressAt = null,
    };
}

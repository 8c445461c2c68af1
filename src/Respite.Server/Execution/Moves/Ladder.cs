using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>What follows when a migration is over its budget or makes no progress: the rungs of the policy, one after the other.</summary>
internal static class Ladder
{
    /// <summary>An abort or force-complete that has shown no effect within this is followed by the next rung.</summary>
    private static readonly TimeSpan RungBudget = TimeSpan.FromSeconds(60);

    /// <summary>How long a move may take: base + seconds per GiB of memory.</summary>
    public static TimeSpan Budget(Move move, DrainPolicy policy) =>
        TimeSpan.FromSeconds(policy.BudgetBaseSeconds + (policy.BudgetSecondsPerGib * (move.MemoryMb / 1024.0)));

    public static MoveDecision Decide(Move move, MigrationView migration, MoveSight sight)
    {
        if (sight.Abort && migration.IsLive && move is { Adopted: false, RungUnderWay: null })
            return new(move with { RungUnderWay = LadderRung.Abort, Reason = "cancelled: aborting" }, MoveAction.Abort);
        var late = Lateness(move, migration, sight);
        if (late is null || sight.Abort)
            return new(move);

        var rung = move.Rung < sight.Policy.Ladder.Count ? sight.Policy.Ladder[move.Rung] : LadderRung.Ask;
        if (rung == LadderRung.Ask || move.Adopted || !migration.IsLive)
            return new(Ask(move, migration, late));
        move = move with { Rung = move.Rung + 1, OverdueAt = sight.Now + RungBudget, ProgressAt = sight.Now };
        return rung switch
        {
            LadderRung.Wait => new(move with { OverdueAt = sight.Now + Budget(move, sight.Policy), Reason = $"{late}; the policy grants it one more budget" }),
            LadderRung.ForceComplete => Force(move, migration, late),
            _ => new(move with { RungUnderWay = rung, Reason = $"{late}; aborting" }, MoveAction.Abort),
        };
    }

    /// <remarks>Nova reports no progress of a cold migration: it has its budget alone.</remarks>
    private static string? Lateness(Move move, MigrationView migration, MoveSight sight)
    {
        if (move.OverdueAt is not { } limit)
            return null;
        if (sight.Now > limit)
            return move.RungUnderWay is null ? "is over its budget" : $"{Words(move.RungUnderWay.Value)} has shown no effect";
        return migration.IsLive && move.RungUnderWay is null && sight.Now - move.ProgressAt > TimeSpan.FromSeconds(sight.Policy.NoProgressSeconds)
            ? $"has made no progress for {sight.Policy.NoProgressSeconds} s (at {move.Progress ?? 0} %)"
            : null;
    }

    /// <summary>Nova forces only what runs (400 while queued or preparing): until then the rung is not used up.</summary>
    private static MoveDecision Force(Move move, MigrationView migration, string late) => migration.Status == "running"
        ? new(move with { RungUnderWay = LadderRung.ForceComplete, Reason = $"{late}; forcing completion" }, MoveAction.ForceComplete)
        : new(move with { Rung = move.Rung - 1 });

    private static Move Ask(Move move, MigrationView migration, string late)
    {
        var what = move.Adopted ? "somebody else's " : "";
        return MoveDecider.GiveUp(
            move,
            $"needs a person: {what}{migration.Type} {migration.Id} to {move.Destination} {late} and is still under way; abort it, force it, or let it end");
    }

    private static string Words(LadderRung rung) => rung == LadderRung.ForceComplete ? "forcing it" : "aborting it";
}

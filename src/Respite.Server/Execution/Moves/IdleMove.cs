using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>A move of which nothing is under way: waiting, between two attempts, or in need of a person.</summary>
internal static class IdleMove
{
    public static MoveDecision Decide(Move move, MoveSight sight)
    {
        var instance = sight.Instance!;
        if (sight.Open is { } open && open.SourceHost == move.Source)
            return Adopt(move, open, sight);
        if (!sight.IsOn(move.Source))
            return Away(move, instance, sight);
        if (move.GaveUp)
            return new(move.MigrationId is null ? move : move with { MigrationId = null });

        var decision = InstanceStates.Decide(instance.Snapshot, sight.Policy);
        return decision.Verdict switch
        {
            StateVerdict.Leave => new(MoveDecider.Settle(move, MoveState.Left, decision.Reason, sight.Now) with { Kind = MoveKind.Leave }),
            StateVerdict.NeedsPerson => new(move.To(MoveState.Failed, decision.Reason) with { WaitingSince = null }),
            StateVerdict.Move => Ready(move, decision, sight),
            _ => Wait(move, decision.Reason, sight),
        };
    }

    private static MoveDecision Ready(Move move, StateDecision decision, MoveSight sight)
    {
        var kind = decision.Kind;
        if (kind == MoveKind.LiveMigrate && move.ColdInstead && sight.Policy.AllowDowntime && sight.Instance!.Status == "ACTIVE")
        {
            if (decision.LiveOnly is { } why)
                return new(MoveDecider.GiveUp(move with { ColdInstead = false }, $"needs a person: its live migration did not do, and it must not go cold: {why}"));
            kind = MoveKind.ColdMigrate;
        }
        move = Calm(move, move.Reason) with { Kind = kind, Notify = decision.Notify };
        if (!sight.MayStart)
            return new(move);
        if (kind == MoveKind.ConfirmResize)
            return Confirm(move, sight);
        if (move.NotBefore > sight.Now)
            return new(move);
        return new(move, WantsStart: true);
    }

    private static MoveDecision Wait(Move move, string reason, MoveSight sight)
    {
        var since = move.WaitingSince ?? sight.Now;
        if (sight.Now - since < TimeSpan.FromSeconds(sight.Policy.WaitSeconds))
            return new(Calm(move, reason) with { Reason = reason, WaitingSince = since });
        return new(move.To(MoveState.Failed, $"needs a person: {reason}, for more than {sight.Policy.WaitSeconds} s"));
    }

    /// <summary>A migration is under way, most likely somebody else's: watch it.</summary>
    private static MoveDecision Adopt(Move move, MigrationView open, MoveSight sight)
    {
        var ours = move.MigrationId == open.Id && !move.Adopted;
        if (move.GaveUp && move.MigrationId == open.Id)
            return new(move with { Progress = sight.Instance!.Progress }, ours && sight.Abort && open.IsLive ? MoveAction.Abort : null);
        var reason = ours ? $"{open.Type} {open.Id} is still under way" : $"adopted {open.Type} {open.Id}, started by somebody else";
        return new(move.To(MoveState.Running, reason) with
        {
            MigrationId = open.Id,
            Adopted = !ours,
            Kind = open.IsLive ? MoveKind.LiveMigrate : MoveKind.ColdMigrate,
            Destination = open.DestinationHost,
            Addresses = sight.Instance!.Addresses,
            SubmittedAt = sight.Now,
            StartedAt = null,
            OverdueAt = null,
            Progress = null,
            GaveUp = false,
        });
    }

    /// <summary>It is on another host, or on none; yet its resize may still hold this one.</summary>
    private static MoveDecision Away(Move move, InstanceView instance, MoveSight sight)
    {
        if (!sight.StillHolds(move.Source))
            return instance.IsIdle ? new(MoveDecider.Arrive(move, sight)) : new(move);
        var decision = InstanceStates.Decide(instance.Snapshot with { ResizeSourceOnly = true }, sight.Policy);
        if (decision.Verdict == StateVerdict.Leave)
            return new(MoveDecider.Settle(move, MoveState.Left, decision.Reason, sight.Now) with { Kind = MoveKind.Leave });
        if (decision.Verdict != StateVerdict.Move)
            return new(move.To(MoveState.Failed, decision.Reason) with { Kind = MoveKind.ConfirmResize });
        move = move with { Kind = MoveKind.ConfirmResize };
        return sight.MayStart ? Confirm(move, sight) : new(move);
    }

    private static MoveDecision Confirm(Move move, MoveSight sight) => new(
        move.To(MoveState.Confirming, "confirming the resize, as the policy allows") with
        {
            Addresses = sight.Instance!.Addresses,
            SubmittedAt = sight.Now,
        },
        MoveAction.Confirm);

    /// <summary>Back to waiting from "needs a person", when what needed one is over.</summary>
    private static Move Calm(Move move, string reason) =>
        move.State == MoveState.Failed ? move.To(MoveState.Waiting, reason) : move with { Reason = reason };
}

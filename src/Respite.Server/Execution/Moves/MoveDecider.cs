using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>What follows for one move from what is on record and what Nova shows. Pure.</summary>
internal static class MoveDecider
{
    public static MoveDecision Decide(Move move, MoveSight sight)
    {
        if (sight.Instance is { } instance)
            move = move with { Status = instance.Status };
        else if (move.State is not (MoveState.Gone or MoveState.Done))
            return new(Settle(move, MoveState.Gone, "deleted meanwhile", sight.Now));

        return move.State switch
        {
            MoveState.Waiting or MoveState.Retrying or MoveState.Failed => IdleMove.Decide(move, sight),
            MoveState.Submitting => SubmittedMove.Decide(move, sight),
            MoveState.Running => RunningMove.Decide(move, sight),
            MoveState.Confirming => ConfirmingMove.Decide(move, sight),
            MoveState.Done or MoveState.Left or MoveState.Skipped => SettledMove.Decide(move, sight),
            _ => new(move),
        };
    }

    /// <summary>Ends the move.</summary>
    public static Move Settle(Move move, MoveState state, string why, DateTimeOffset now) =>
        move.To(state, why) with { FinishedAt = now, RungUnderWay = null, NotBefore = null };

    /// <summary>The instance is elsewhere: done, after its addresses are compared with those before.</summary>
    public static Move Arrive(Move move, MoveSight sight)
    {
        var instance = sight.Instance!;
        var fault = move.Addresses.Count == 0 || move.Addresses.SequenceEqual(instance.Addresses)
            ? null
            : $"addresses changed from {Words(move.Addresses)} to {Words(instance.Addresses)}";
        return Settle(move, MoveState.Done, instance.Host is { } host ? $"on {host}" : "off the host", sight.Now) with
        {
            Destination = instance.Host,
            Progress = 100,
            Fault = fault,
        };
    }

    /// <summary>A person has to act; the instance stays observed, as a person may act in Nova as well.</summary>
    public static Move GiveUp(Move move, string why) =>
        move.To(MoveState.Failed, why) with { GaveUp = true, RungUnderWay = null, NotBefore = null };

    private static string Words(IReadOnlyList<string> addresses) => addresses.Count == 0 ? "none" : string.Join(", ", addresses);
}

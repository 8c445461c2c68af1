using Respite.Planning.Model;
using static Respite.Server.Maintenances.MaintenanceState;

namespace Respite.Server.Maintenances;

/// <summary>What a person may ask of one move, as long as nothing of it is under way. Pure.</summary>
public static class MoveCommands
{
    /// <summary>Takes the instance out of the drain: it stays on the host.</summary>
    public static CommandResult Skip(Maintenance m, Move move, DateTimeOffset now) =>
        Obstacle(m, move, "skipped") is { } refusal ? refusal
        : move.State is MoveState.Waiting or MoveState.Retrying or MoveState.Failed
            ? new(m, [move.To(MoveState.Skipped, "skipped by the operator: it stays on the host") with { FinishedAt = now, NotBefore = null, RungUnderWay = null }])
            : Refuse(m, move, "skipped", Ended(move));

    /// <summary>Tries it again from the beginning; one that was skipped moves after all.</summary>
    public static CommandResult Retry(Maintenance m, Move move) =>
        Obstacle(m, move, "tried again") is { } refusal ? refusal
        : move.State switch
        {
            MoveState.Failed or MoveState.Retrying => new(m, [Again(move)]),
            MoveState.Skipped => new(m, [Again(move) with { FinishedAt = null }]),
            MoveState.Waiting => Refuse(m, move, "tried again", "it has not been tried yet and waits for its turn"),
            _ => Refuse(m, move, "tried again", Ended(move)),
        };

    /// <summary>Sends it elsewhere than was planned. Whether the rules allow that is the caller's to ask first.</summary>
    public static CommandResult Send(Maintenance m, Move move, string destination, DateTimeOffset now)
    {
        if (Obstacle(m, move, $"sent to {destination}") is { } refusal)
            return refusal;
        if (move.State is not (MoveState.Waiting or MoveState.Retrying or MoveState.Failed))
            return Refuse(m, move, $"sent to {destination}", move.State == MoveState.Skipped ? "it was skipped: try it again first" : Ended(move));
        if (m.Policy.Destinations == DestinationChoice.Scheduler)
            return Refuse(m, move, $"sent to {destination}", "its policy leaves the destinations to Nova's scheduler");
        if (move.Kind is MoveKind.ConfirmResize or MoveKind.Offload)
            return Refuse(m, move, $"sent to {destination}", $"it is a {move.Kind}, which takes no destination");
        if (move.State == MoveState.Waiting && move.Destination == destination)
            return new(m, []);
        var sent = (move.State == MoveState.Waiting ? move with { WaitingSince = null, NotBefore = null } : Again(move)) with
        {
            Destination = destination,
            Excluded = [.. move.Excluded.Where(host => host != destination)],
        };
        return new(m, [sent])
        {
            Events = [Journal.Line(m, now, "move.destination", $"to {destination}{(move.Destination is { } was ? $" instead of {was}" : "")}, said the operator") with
            {
                InstanceId = move.InstanceId, InstanceName = move.InstanceName,
            }],
        };
    }

    /// <summary>From its beginning: attempts, rungs and excluded destinations start anew.</summary>
    internal static Move Again(Move move) => move.To(MoveState.Waiting, "tried again by the operator") with
    {
        GaveUp = false,
        Attempt = 0,
        Rung = 0,
        Excluded = [],
        Destination = null,
        NotBefore = null,
        WaitingSince = null,
    };

    /// <returns>Null: nothing of it is under way, and the maintenance still moves instances.</returns>
    private static CommandResult? Obstacle(Maintenance m, Move move, string what)
    {
        if (m.State is not (Cordoning or Draining or Verifying or Paused or Blocked))
            return Refuse(m, move, what, $"maintenance {m.Id} of {m.Host} is {m.State}");
        return move.HoldsSlot ? Refuse(m, move, what, $"its {move.Kind}{(move.Destination is { } to ? $" to {to}" : "")} has been asked of Nova and is not over: wait for it, or abort it there") : null;
    }

    private static CommandResult Refuse(Maintenance m, Move move, string what, string why) => new(m, [], $"{move.InstanceName} is {move.State} and cannot be {what}: {why}.");

    private static string Ended(Move move) => move.Reason.Length > 0 ? $"nothing is left to do ({move.Reason})" : "nothing is left to do";
}

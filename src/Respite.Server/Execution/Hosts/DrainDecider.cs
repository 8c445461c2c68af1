using Respite.Planning.Model;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Hosts;

/// <summary>Where a maintenance goes from what its moves have come to. Pure.</summary>
internal static class DrainDecider
{
    public static Maintenance Decide(Maintenance maintenance, IReadOnlyList<Move> moves, DateTimeOffset now)
    {
        var inFlight = moves.Count(m => m.State.IsInFlight());
        return maintenance.State switch
        {
            MaintenanceState.Paused => Say(maintenance, inFlight == 0 ? Paused(maintenance, now) : $"{Paused(maintenance, now)}; {Moves(inFlight)} still under way"),
            MaintenanceState.Cancelling => Say(maintenance, moves.Count(m => m.HoldsUpCancel) is var ours and > 0 ? $"waiting for {Moves(ours)} to end" : "restoring the service"),
            _ => Drain(maintenance, moves, inFlight, now),
        };
    }

    private static Maintenance Drain(Maintenance maintenance, IReadOnlyList<Move> moves, int inFlight, DateTimeOffset now)
    {
        var open = moves.Where(m => !m.State.IsSettled()).ToList();
        var stuck = open.Where(m => m.State == MoveState.Failed).ToList();
        if (open.Count == 0)
            return maintenance.To(MaintenanceState.Verifying, "every move has ended; proving that the host is empty", now);
        if (Window.HasClosed(maintenance, now) && open.Count(m => m.State is MoveState.Waiting or MoveState.Retrying) is var unstarted and > 0)
        {
            var why = $"{Window.Ended(maintenance)}: {Moves(unstarted)} not started; resume goes on with {(unstarted == 1 ? "it" : "them")}";
            return maintenance.To(MaintenanceState.Paused, why, now) with { ResumeTo = MaintenanceState.Draining };
        }
        if (stuck.Count > 0 && open.All(m => m.State == MoveState.Failed || IsHeldUp(m, stuck, now)))
        {
            var names = string.Join(", ", stuck.Select(m => m.InstanceName));
            var why = $"{stuck.Count} of {moves.Count} instances need{(stuck.Count == 1 ? "s" : "")} a person: {names}";
            if (open.Count > stuck.Count)
                why += $"; {string.Join(", ", open.Except(stuck).Select(m => m.InstanceName))} cannot start before that";
            return maintenance.To(MaintenanceState.Blocked, why, now) with { ResumeTo = MaintenanceState.Draining };
        }
        var settled = moves.Count - open.Count;
        var progress = $"{settled} of {moves.Count} instances done, {Moves(inFlight)} under way";
        if (stuck.Count > 0)
            progress += $", {stuck.Count} in need of a person";
        return maintenance.State == MaintenanceState.Draining
            ? Say(maintenance, progress)
            : maintenance.To(MaintenanceState.Draining, progress, now);
    }

    /// <summary>It waits for a turn that a migration holds which only a person can end: in Nova's queue, or by our limits.</summary>
    private static bool IsHeldUp(Move move, List<Move> stuck, DateTimeOffset now) => stuck.Any(s => s.HoldsSlot)
        && (move is { State: MoveState.Running, Kind: MoveKind.LiveMigrate, StartedAt: null }
            || (move is { State: MoveState.Waiting or MoveState.Retrying, WaitingSince: null } && !(move.NotBefore > now)));

    private static string Paused(Maintenance maintenance, DateTimeOffset now) => Window.HasClosed(maintenance, now) ? $"paused: {Window.Ended(maintenance)}" : "paused";

    private static Maintenance Say(Maintenance maintenance, string what) => maintenance with { StateReason = what };

    private static string Moves(int count) => count == 1 ? "1 move" : $"{count} moves";
}

using Respite.Planning.Model;
using Respite.Server.Maintenances;

namespace Respite.Server.Tenants;

/// <summary>What an owner is told of a move. Pure; every word is made here, for those of moves and plans name hosts.</summary>
internal static class OwnView
{
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(1);

    /// <summary>Of a maintenance under way.</summary>
    public static OwnInstance Of(Move move, DateTimeOffset now)
    {
        var (action, state) = (ActionOf(move.Kind), StateOf(move));
        var left = move.SecondsLeft(now);
        return new OwnInstance(
            move.InstanceId, move.InstanceName, action, state, null, null, move.StartedAt ?? move.SubmittedAt, move.FinishedAt, left, RetryAfter(state, left), Words(action, state));
    }

    /// <summary>Of a maintenance that is scheduled.</summary>
    public static OwnInstance Of(PlannedMove move, DateTimeOffset begins, DateTimeOffset? ends, DateTimeOffset now)
    {
        var action = ActionOf(move.Kind);
        var state = action == OwnAction.Stays ? OwnState.Stays : OwnState.Planned;
        return new OwnInstance(
            move.InstanceId, move.InstanceName, action, state, begins, ends, null, null, move.EstimatedSeconds, Within(begins - now), Words(action, state));
    }

    /// <summary>Of several maintenances that concern one instance: what happens now, else what comes first, else what was last.</summary>
    public static OwnInstance Foremost(IEnumerable<OwnInstance> ofOne) => ofOne
        .OrderBy(own => own.State switch { OwnState.UnderWay => 0, OwnState.Stopped => 1, OwnState.Planned or OwnState.Delayed => 2, _ => 3 })
        .ThenBy(own => own.BeginsAt ?? DateTimeOffset.MinValue)
        .ThenByDescending(own => own.FinishedAt)
        .First();

    public static OwnAction ActionOf(MoveKind kind) => kind switch
    {
        MoveKind.LiveMigrate => OwnAction.MovesWhileRunning,
        MoveKind.ColdMigrate or MoveKind.Evacuate => OwnAction.MovesStopped,
        MoveKind.ConfirmResize => OwnAction.ResizeConfirmed,
        MoveKind.Offload => OwnAction.Offloaded,
        MoveKind.Stop => OwnAction.StoppedMeanwhile,
        _ => OwnAction.Stays,
    };

    private static OwnState StateOf(Move move) => move.State switch
    {
        MoveState.Left or MoveState.Skipped when move.Stopped => OwnState.Stopped,
        MoveState.Left when move is { Kind: MoveKind.Stop, Attempt: > 0 } => OwnState.Done,
        MoveState.Left or MoveState.Skipped => OwnState.Stays,
        MoveState.Waiting when move.Kind == MoveKind.Leave => OwnState.Stays,
        MoveState.Waiting => OwnState.Planned,
        MoveState.Retrying or MoveState.Failed => OwnState.Delayed,
        MoveState.Done or MoveState.Gone => OwnState.Done,
        _ => OwnState.UnderWay,
    };

    private static int? RetryAfter(OwnState state, int? left) => state switch
    {
        OwnState.UnderWay => Within(TimeSpan.FromSeconds(left ?? 30)),
        OwnState.Planned => 60,
        OwnState.Delayed or OwnState.Stopped => 300,
        _ => null,
    };

    private static int Within(TimeSpan time) => (int)Math.Ceiling((time < Soonest ? Soonest : time > Latest ? Latest : time).TotalSeconds);

    private static string Words(OwnAction action, OwnState state) => (state, action) switch
    {
        (OwnState.Stays, _) => "It is not moved and stays where it is; it may be away while its hardware is worked on.",
        (OwnState.Delayed, _) => "It has not been moved yet: it is tried again, or the operators see to it.",
        (OwnState.Stopped, _) => "It is stopped while its hardware is worked on, and is started again after that.",
        (OwnState.Done, OwnAction.StoppedMeanwhile) => "It was stopped while its hardware was worked on.",
        (OwnState.Done, _) => "It is done: the work on the hardware does not concern it any more.",
        (OwnState.UnderWay, OwnAction.MovesWhileRunning) => "It is being moved to other hardware while it runs; it may pause for a moment.",
        (OwnState.UnderWay, OwnAction.MovesStopped) => "It is stopped and being moved to other hardware; if it ran, it is started again there.",
        (OwnState.UnderWay, OwnAction.StoppedMeanwhile) => "It is being stopped while its hardware is worked on.",
        (OwnState.UnderWay, OwnAction.ResizeConfirmed) => "Its resize is being confirmed.",
        (OwnState.UnderWay, _) => "It is shelved, and is being taken off its hardware.",
        (_, OwnAction.MovesWhileRunning) => "It will be moved to other hardware while it runs; it may pause for a moment.",
        (_, OwnAction.MovesStopped) => "It will be stopped and moved to other hardware; if it runs, it is started again there.",
        (_, OwnAction.StoppedMeanwhile) => "It will be stopped while its hardware is worked on, and started again after that.",
        (_, OwnAction.ResizeConfirmed) => "Its resize, which waits for a confirmation, will be confirmed.",
        _ => "It is shelved, and will be taken off its hardware.",
    };
}

using Respite.Server.Execution.Hosts;
using Respite.Server.Execution.Moves;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Execution.Hosts;

public sealed class DrainDeciderTests
{
    private static Move Named(string name, Move move) => move with { InstanceId = name, InstanceName = name };

    private static Maintenance Decide(MaintenanceState state, params Move[] moves) => DrainDecider.Decide(Some.Maintenance(state), moves, Some.Now);

    [Fact]
    public void When_every_move_has_ended_the_emptiness_is_to_be_proved()
    {
        Decide(MaintenanceState.Draining).State.ShouldBe(MaintenanceState.Verifying);
        Decide(MaintenanceState.Blocked, Some.Move(MoveState.Done), Some.Move(MoveState.Left), Some.Move(MoveState.Gone)).State.ShouldBe(MaintenanceState.Verifying);
    }

    [Fact]
    public void When_only_a_person_can_go_on_it_is_blocked_and_names_each()
    {
        var blocked = Decide(MaintenanceState.Draining, Named("a", Some.Move(MoveState.Done)), Named("b", Some.Move(MoveState.Failed)), Named("c", Some.Move(MoveState.Failed)));
        (blocked.State, blocked.ResumeTo).ShouldBe((MaintenanceState.Blocked, MaintenanceState.Draining));
        blocked.StateReason.ShouldContain("b, c");
    }

    [Fact]
    public void While_something_goes_on_it_is_not_blocked()
    {
        var stuck = Named("b", Some.Move(MoveState.Failed));
        Decide(MaintenanceState.Draining, stuck, Some.Move(MoveState.Waiting)).State.ShouldBe(MaintenanceState.Draining);
        Decide(MaintenanceState.Blocked, stuck, Some.Running()).State.ShouldBe(MaintenanceState.Draining);
    }

    [Fact]
    public void What_waits_behind_a_migration_that_only_a_person_can_end_does_not_go_on()
    {
        var stuck = Named("b", MoveDecider.GiveUp(Some.Running(), "needs a person"));
        var queued = Named("c", Some.Running() with { StartedAt = null });
        var throttled = Named("d", Some.Move(MoveState.Waiting));
        Decide(MaintenanceState.Draining, stuck, queued, throttled).ShouldSatisfyAllConditions(
            m => m.State.ShouldBe(MaintenanceState.Blocked), m => m.StateReason.ShouldContain("c, d cannot start"));
        Decide(MaintenanceState.Draining, stuck, queued, Some.Running()).State.ShouldBe(MaintenanceState.Draining);
        Decide(MaintenanceState.Draining, stuck, throttled with { NotBefore = Some.Now.AddSeconds(5) }).State.ShouldBe(MaintenanceState.Draining);
    }

    [Fact]
    public void Paused_and_cancelling_stay_so_whatever_the_moves_do()
    {
        foreach (var state in new[] { MaintenanceState.Paused, MaintenanceState.Cancelling })
        {
            Decide(state, Some.Move(MoveState.Done)).State.ShouldBe(state);
            Decide(state, Some.Running()).StateReason.ShouldContain("1 move");
        }
    }

    [Fact]
    public void A_cancel_does_not_wait_for_somebody_elses_migration() =>
        Decide(MaintenanceState.Cancelling, Some.Running() with { Adopted = true }).StateReason.ShouldBe("restoring the service");
}

using Respite.Planning.Model;
using Respite.Server.Execution.Moves;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Execution.Moves;

public sealed class RunningMoveTests
{
    [Fact]
    public void The_migration_says_when_it_is_over_and_not_the_instance()
    {
        var moved = Some.Instance(host: "compute-02");
        MoveDecider.Decide(Some.Running(), Some.Sight(moved, Some.Migration("running"))).Move.State.ShouldBe(MoveState.Running);
        MoveDecider.Decide(Some.Running(), Some.Sight(moved, Some.Migration("completed"))).Move.State.ShouldBe(MoveState.Done);
    }

    [Fact]
    public void Addresses_that_changed_are_a_fault()
    {
        var move = Some.Running() with { Addresses = ["net 10.0.0.1"] };
        var same = Some.Sight(Some.Instance("ACTIVE", null, "compute-02", "net 10.0.0.1"), Some.Migration("completed"));
        MoveDecider.Decide(move, same).Move.Fault.ShouldBeNull();
        var other = Some.Sight(Some.Instance("ACTIVE", null, "compute-02", "net 10.0.0.9"), Some.Migration("completed"));
        MoveDecider.Decide(move, other).Move.Fault.ShouldNotBeNull();
    }

    [Fact]
    public void A_failed_attempt_is_retried_elsewhere_and_a_person_is_asked_when_they_are_spent()
    {
        var sight = Some.Sight(Some.Instance(), Some.Migration("failed"));
        var again = MoveDecider.Decide(Some.Running(), sight).Move;
        (again.State, again.Destination, again.Excluded.Single(), again.BaselineMigration).ShouldBe((MoveState.Retrying, null, "compute-02", 6L));
        MoveDecider.Decide(Some.Running() with { Attempt = 3 }, sight).Move.GaveUp.ShouldBeTrue();
    }

    [Fact]
    public void An_attempt_that_fails_while_paused_counts_and_one_that_a_cancel_aborts_does_not()
    {
        var paused = Some.Sight(Some.Instance(), Some.Migration("failed")) with { MayStart = false };
        MoveDecider.Decide(Some.Running(), paused).Move.Excluded.ShouldBe(["compute-02"]);
        MoveDecider.Decide(Some.Running() with { Attempt = 3 }, paused).Move.GaveUp.ShouldBeTrue();
        var aborted = Some.Sight(Some.Instance(), Some.Migration("cancelled")) with { MayStart = false, Abort = true };
        MoveDecider.Decide(Some.Running() with { Attempt = 3 }, aborted).Move.State.ShouldBe(MoveState.Waiting);
    }

    [Fact]
    public void It_goes_cold_after_the_attempts_only_where_downtime_is_allowed()
    {
        var policy = new DrainPolicy { AllowDowntime = true, Ladder = [LadderRung.ColdMigrate, LadderRung.Ask] };
        var sight = Some.Sight(Some.Instance(), Some.Migration("failed")) with { Policy = policy };
        var cold = MoveDecider.Decide(Some.Running() with { Attempt = 3 }, sight).Move;
        (cold.State, cold.ColdInstead, cold.Attempt).ShouldBe((MoveState.Retrying, true, 0));
        MoveDecider.Decide(cold with { NotBefore = null }, sight).Move.Kind.ShouldBe(MoveKind.ColdMigrate);
        MoveDecider.Decide(cold with { NotBefore = null }, sight with { Policy = new DrainPolicy() }).Move.Kind.ShouldBe(MoveKind.LiveMigrate);
    }

    [Fact]
    public void A_stale_host_field_is_waited_for_and_then_told_to_a_person()
    {
        var sight = Some.Sight(Some.Instance(), Some.Migration("completed"));
        var waits = MoveDecider.Decide(Some.Running(), sight).Move;
        waits.State.ShouldBe(MoveState.Running);
        var told = MoveDecider.Decide(waits, sight with { Now = Some.Now.AddSeconds(61) }).Move;
        (told.State, told.GaveUp).ShouldBe((MoveState.Failed, true));
    }

    [Fact]
    public void A_202_that_came_to_nothing_is_retried_without_blaming_the_destination()
    {
        var move = Some.Running() with { MigrationId = null };
        MoveDecider.Decide(move, Some.Sight(Some.Instance())).Move.State.ShouldBe(MoveState.Running);
        var late = MoveDecider.Decide(move, Some.Sight(Some.Instance()) with { Now = Some.Now.AddSeconds(31) }).Move;
        (late.State, late.Excluded.Count).ShouldBe((MoveState.Retrying, 0));
    }

    [Fact]
    public void A_migration_that_broke_in_the_middle_needs_a_person() =>
        MoveDecider.Decide(Some.Running(), Some.Sight(Some.Instance("ERROR"), Some.Migration("error"))).Move.State.ShouldBe(MoveState.Failed);

    [Fact]
    public void Our_cold_migration_is_confirmed_and_somebody_elses_is_not()
    {
        var sight = Some.Sight(Some.Instance("VERIFY_RESIZE", host: "compute-02"), Some.Migration("finished", type: "migration"));
        var ours = MoveDecider.Decide(Some.Running() with { Kind = MoveKind.ColdMigrate }, sight);
        (ours.Move.State, ours.Action).ShouldBe((MoveState.Confirming, MoveAction.Confirm));
        var theirs = MoveDecider.Decide(Some.Running() with { Kind = MoveKind.ColdMigrate, Adopted = true }, sight);
        (theirs.Move.State, theirs.Action).ShouldBe((MoveState.Waiting, null));
    }

    [Fact]
    public void A_confirmation_is_asked_again_only_after_a_while()
    {
        var move = Some.Running() with { State = MoveState.Confirming, Kind = MoveKind.ColdMigrate };
        var sight = Some.Sight(Some.Instance("VERIFY_RESIZE", host: "compute-02"), Some.Migration("finished", type: "migration"));
        MoveDecider.Decide(move, sight).Action.ShouldBeNull();
        MoveDecider.Decide(move, sight with { Now = Some.Now.AddSeconds(6) }).Action.ShouldBe(MoveAction.Confirm);
        MoveDecider.Decide(move, Some.Sight(Some.Instance("SHUTOFF", host: "compute-02"), Some.Migration("confirmed", type: "migration"))).Move.State.ShouldBe(MoveState.Done);
    }

    [Fact]
    public void Offloading_is_over_when_the_instance_has_no_host()
    {
        var move = Some.Move(MoveState.Running, MoveKind.Offload) with { SubmittedAt = Some.Now };
        MoveDecider.Decide(move, Some.Sight(Some.Instance("SHELVED"))).Move.State.ShouldBe(MoveState.Running);
        MoveDecider.Decide(move, Some.Sight(Some.Instance("SHELVED_OFFLOADED", host: null))).Move.State.ShouldBe(MoveState.Done);
    }

    [Fact]
    public void What_comes_back_is_moved_again()
    {
        var done = Some.Move(MoveState.Done);
        MoveDecider.Decide(done, Some.Sight(Some.Instance(host: "compute-02"))).Move.State.ShouldBe(MoveState.Done);
        MoveDecider.Decide(done, Some.Sight(Some.Instance(), Some.Migration("completed", id: 9))).Move.ShouldSatisfyAllConditions(
            m => m.State.ShouldBe(MoveState.Waiting), m => m.BaselineMigration.ShouldBe(9));
    }

    [Fact]
    public void What_was_left_is_moved_when_its_reason_to_stay_is_over()
    {
        var policy = new DrainPolicy { Suspended = StateChoice.Leave };
        var left = MoveDecider.Decide(Some.Move(), Some.Sight(Some.Instance("SUSPENDED")) with { Policy = policy }).Move;
        left.State.ShouldBe(MoveState.Left);
        MoveDecider.Decide(left, Some.Sight(Some.Instance()) with { Policy = policy }).Move.State.ShouldBe(MoveState.Waiting);
    }
}

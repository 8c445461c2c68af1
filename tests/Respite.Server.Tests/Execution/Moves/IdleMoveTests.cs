using Respite.Planning.Model;
using Respite.Server.Execution.Moves;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Execution.Moves;

public sealed class IdleMoveTests
{
    [Fact]
    public void An_idle_instance_that_runs_is_ready_for_a_live_migration()
    {
        var decision = MoveDecider.Decide(Some.Move(), Some.Sight(Some.Instance()));
        (decision.WantsStart, decision.Move.Kind).ShouldBe((true, MoveKind.LiveMigrate));
    }

    [Fact]
    public void Its_kind_follows_the_state_that_it_is_in_now()
    {
        MoveDecider.Decide(Some.Move(), Some.Sight(Some.Instance("SHUTOFF"))).Move.Kind.ShouldBe(MoveKind.ColdMigrate);
        MoveDecider.Decide(Some.Move(kind: MoveKind.ColdMigrate), Some.Sight(Some.Instance())).Move.Kind.ShouldBe(MoveKind.LiveMigrate);
    }

    [Fact]
    public void What_goes_cold_after_its_live_migration_failed_does_so_unless_it_is_to_go_live_only()
    {
        var move = Some.Move() with { ColdInstead = true };
        var downtime = new DrainPolicy { AllowDowntime = true };
        var plain = Some.Instance();
        var live = plain with { Snapshot = plain.Snapshot with { Metadata = new Dictionary<string, string> { ["respite:policy"] = "live" } } };
        MoveDecider.Decide(move, Some.Sight(plain) with { Policy = downtime }).Move.Kind.ShouldBe(MoveKind.ColdMigrate);
        MoveDecider.Decide(move, Some.Sight(Some.Instance("PAUSED")) with { Policy = downtime }).Move.Kind.ShouldBe(MoveKind.LiveMigrate);
        MoveDecider.Decide(move, Some.Sight(live) with { Policy = downtime }).ShouldSatisfyAllConditions(
            d => d.WantsStart.ShouldBeFalse(), d => d.Move.State.ShouldBe(MoveState.Failed), d => d.Move.Reason.ShouldContain("must not go cold"));
    }

    [Fact]
    public void Nothing_starts_while_paused()
    {
        MoveDecider.Decide(Some.Move(), Some.Sight(Some.Instance()) with { MayStart = false }).WantsStart.ShouldBeFalse();
        var resized = Some.Sight(Some.Instance("VERIFY_RESIZE")) with { MayStart = false, Policy = new DrainPolicy { VerifyResize = VerifyResizeChoice.Confirm } };
        MoveDecider.Decide(Some.Move(), resized).Action.ShouldBeNull();
    }

    [Fact]
    public void A_back_off_is_waited_for()
    {
        var move = Some.Move(MoveState.Retrying) with { NotBefore = Some.Now.AddSeconds(1) };
        MoveDecider.Decide(move, Some.Sight(Some.Instance())).WantsStart.ShouldBeFalse();
        MoveDecider.Decide(move with { NotBefore = Some.Now }, Some.Sight(Some.Instance())).WantsStart.ShouldBeTrue();
    }

    [Fact]
    public void A_migration_that_somebody_else_started_is_adopted()
    {
        var decision = MoveDecider.Decide(Some.Move(), Some.Sight(Some.Instance("MIGRATING", "migrating"), Some.Migration("running")));
        (decision.Move.State, decision.Move.Adopted, decision.Move.MigrationId, decision.Action).ShouldBe((MoveState.Running, true, 6L, null));
    }

    [Fact]
    public void A_task_is_waited_for_and_then_a_person_is_asked()
    {
        var first = MoveDecider.Decide(Some.Move(), Some.Sight(Some.Instance("ACTIVE", "image_uploading")));
        (first.Move.State, first.Move.WaitingSince, first.WantsStart).ShouldBe((MoveState.Waiting, Some.Now, false));
        var late = Some.Sight(Some.Instance("ACTIVE", "image_uploading")) with { Now = Some.Now.AddSeconds(301) };
        MoveDecider.Decide(first.Move, late).Move.State.ShouldBe(MoveState.Failed);
    }

    [Fact]
    public void What_a_person_has_put_right_goes_on_by_itself()
    {
        var asked = MoveDecider.Decide(Some.Move(), Some.Sight(Some.Instance("SUSPENDED"))).Move;
        asked.State.ShouldBe(MoveState.Failed);
        var decision = MoveDecider.Decide(asked, Some.Sight(Some.Instance()));
        (decision.Move.State, decision.WantsStart).ShouldBe((MoveState.Waiting, true));
    }

    [Fact]
    public void Spent_attempts_are_not_tried_again_by_themselves()
    {
        var move = MoveDecider.GiveUp(Some.Move() with { MigrationId = 6 }, "needs a person") with { Attempt = 3 };
        var decision = MoveDecider.Decide(move, Some.Sight(Some.Instance(), Some.Migration("failed")));
        (decision.WantsStart, decision.Move.State, decision.Move.HoldsSlot).ShouldBe((false, MoveState.Failed, false));
    }

    [Fact]
    public void A_stuck_migration_that_a_person_was_asked_about_counts_towards_the_limits()
    {
        var move = MoveDecider.GiveUp(Some.Running(), "needs a person");
        var decision = MoveDecider.Decide(move, Some.Sight(Some.Instance("MIGRATING", "migrating"), Some.Migration("running")));
        (decision.Move.State, decision.Move.HoldsSlot, decision.Action).ShouldBe((MoveState.Failed, true, null));
    }

    [Fact]
    public void An_instance_that_has_left_by_itself_is_done() =>
        MoveDecider.Decide(Some.Move(), Some.Sight(Some.Instance(host: "compute-03"))).Move.State.ShouldBe(MoveState.Done);

    [Fact]
    public void A_resize_elsewhere_whose_source_is_here_is_confirmed_only_by_policy()
    {
        var sight = Some.Sight(Some.Instance("VERIFY_RESIZE", host: "compute-02"), Some.Migration("finished", type: "resize"));
        MoveDecider.Decide(Some.Move(), sight).Move.State.ShouldBe(MoveState.Failed);
        MoveDecider.Decide(Some.Move(), sight with { Policy = new DrainPolicy { VerifyResize = VerifyResizeChoice.Confirm } }).Action.ShouldBe(MoveAction.Confirm);
    }

    [Fact]
    public void A_deleted_instance_is_gone_in_every_open_state()
    {
        foreach (var state in Enum.GetValues<MoveState>().Where(s => s is not (MoveState.Done or MoveState.Gone)))
            MoveDecider.Decide(Some.Move(state), Some.Sight(null, Some.Migration("running"))).Move.State.ShouldBe(MoveState.Gone);
    }

    [Fact]
    public void One_elsewhere_that_still_holds_the_host_stays_left_once_it_is_accepted_by_name()
    {
        var sight = Some.Sight(Some.Instance("VERIFY_RESIZE", host: "compute-02"), Some.Migration("finished", type: "resize"));
        sight = sight with { Policy = new DrainPolicy { Accept = [Some.Move().InstanceId] } };
        var left = MoveDecider.Decide(Some.Move(), sight).Move;
        left.State.ShouldBe(MoveState.Left);
        MoveDecider.Decide(left, sight).Move.State.ShouldBe(MoveState.Left);
    }

    [Fact]
    public void One_whose_reason_to_need_a_person_is_over_may_start_at_once()
    {
        var decision = MoveDecider.Decide(Some.Move(MoveState.Failed), Some.Sight(Some.Instance()));
        (decision.WantsStart, decision.Move.State).ShouldBe((true, MoveState.Waiting));
        MoveTransitions.From(MoveState.Failed).ShouldContain(MoveState.Submitting);
    }

    [Fact]
    public void One_that_was_done_and_whose_later_resize_holds_the_host_again_is_taken_up_again()
    {
        var resized = Some.Sight(Some.Instance("VERIFY_RESIZE", host: "compute-02"), Some.Migration("finished", type: "resize"));
        var again = MoveDecider.Decide(Some.Move(MoveState.Done), resized).Move;
        again.State.ShouldBe(MoveState.Waiting);
        MoveDecider.Decide(again, resized).Move.State.ShouldBe(MoveState.Failed);
    }

    [Fact]
    public void One_that_was_left_and_is_on_its_way_elsewhere_is_not_done_before_it_has_arrived()
    {
        var way = Some.Sight(Some.Instance("RESIZE", "resize_finish", host: "compute-02"), Some.Migration("post-migrating", type: "resize"));
        MoveDecider.Decide(Some.Move(MoveState.Left), way).Move.State.ShouldBe(MoveState.Left);
        MoveDecider.Decide(Some.Move(MoveState.Left), Some.Sight(Some.Instance(host: "compute-02"))).Move.State.ShouldBe(MoveState.Done);
    }
}

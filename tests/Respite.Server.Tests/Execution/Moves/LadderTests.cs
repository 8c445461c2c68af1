using Respite.Planning.Model;
using Respite.Server.Execution.Moves;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Execution.Moves;

public sealed class LadderTests
{
    private static MoveDecision Late(Move move, bool downtime, string status, params LadderRung[] ladder) => MoveDecider.Decide(
        move,
        Some.Sight(Some.Instance("MIGRATING", "migrating"), Some.Migration(status)) with
        {
            Now = Some.Now.AddSeconds(101), Policy = new DrainPolicy { AllowDowntime = downtime, Ladder = ladder },
        });

    [Fact]
    public void A_budget_is_a_base_and_so_much_per_GiB() =>
        Ladder.Budget(Some.Move(), new DrainPolicy { BudgetBaseSeconds = 10, BudgetSecondsPerGib = 5 }).ShouldBe(TimeSpan.FromSeconds(20));

    [Fact]
    public void Within_its_budget_and_with_progress_nothing_follows() =>
        MoveDecider.Decide(Some.Running(), Some.Sight(Some.Instance("MIGRATING", "migrating"), Some.Migration("running"))).Action.ShouldBeNull();

    [Fact]
    public void The_budget_begins_when_Nova_begins_to_copy()
    {
        var move = Some.Running() with { StartedAt = null, OverdueAt = null };
        var queued = Some.Sight(Some.Instance("MIGRATING", "migrating"), Some.Migration("queued")) with { Now = Some.Now.AddHours(1) };
        MoveDecider.Decide(move, queued).Move.OverdueAt.ShouldBeNull();
        var running = queued with { Migrations = [Some.Migration("running")] };
        MoveDecider.Decide(move, running).Move.OverdueAt.ShouldBe(running.Now + Ladder.Budget(move, running.Policy));
    }

    [Fact]
    public void No_progress_is_late_before_the_budget_is_spent()
    {
        var move = Some.Running() with { OverdueAt = Some.Now.AddHours(1) };
        var sight = Some.Sight(Some.Instance("MIGRATING", "migrating"), Some.Migration("running")) with { Now = Some.Now.AddSeconds(181) };
        MoveDecider.Decide(move, sight).Action.ShouldBe(MoveAction.Abort);
    }

    [Fact]
    public void Wait_grants_one_more_budget()
    {
        var decision = Late(Some.Running(), false, "running", LadderRung.Wait, LadderRung.Ask);
        (decision.Action, decision.Move.Rung, decision.Move.State).ShouldBe((null, 1, MoveState.Running));
        decision.Move.OverdueAt.ShouldBe(Some.Now.AddSeconds(101) + Ladder.Budget(Some.Running(), new DrainPolicy()));
    }

    [Fact]
    public void Abort_is_asked_once_and_the_next_rung_follows_when_it_has_no_effect()
    {
        var decision = Late(Some.Running(), false, "running", LadderRung.Abort, LadderRung.Ask);
        (decision.Action, decision.Move.RungUnderWay).ShouldBe((MoveAction.Abort, LadderRung.Abort));
        Late(decision.Move, false, "running", LadderRung.Abort, LadderRung.Ask).Action.ShouldBeNull();
        var later = Late(decision.Move with { OverdueAt = Some.Now }, false, "running", LadderRung.Abort, LadderRung.Ask);
        (later.Move.State, later.Action).ShouldBe((MoveState.Failed, null));
    }

    [Fact]
    public void Force_complete_waits_until_Nova_takes_it()
    {
        Late(Some.Running(), true, "preparing", LadderRung.ForceComplete, LadderRung.Ask).ShouldSatisfyAllConditions(
            d => d.Action.ShouldBeNull(), d => d.Move.Rung.ShouldBe(0));
        Late(Some.Running(), true, "running", LadderRung.ForceComplete, LadderRung.Ask).Action.ShouldBe(MoveAction.ForceComplete);
    }

    [Fact]
    public void Cold_migrate_aborts_first_and_goes_cold_when_that_has_ended()
    {
        var policy = new DrainPolicy { AllowDowntime = true, Ladder = [LadderRung.ColdMigrate, LadderRung.Ask] };
        var aborting = Late(Some.Running(), true, "running", LadderRung.ColdMigrate, LadderRung.Ask);
        aborting.Action.ShouldBe(MoveAction.Abort);
        var sight = Some.Sight(Some.Instance(), Some.Migration("cancelled")) with { Policy = policy };
        var waits = MoveDecider.Decide(aborting.Move, sight).Move;
        (waits.State, waits.ColdInstead).ShouldBe((MoveState.Waiting, true));
        MoveDecider.Decide(waits, sight).Move.Kind.ShouldBe(MoveKind.ColdMigrate);
    }

    [Fact]
    public void Ask_leaves_the_migration_running_and_asks_a_person() =>
        Late(Some.Running(), false, "running", LadderRung.Ask).ShouldSatisfyAllConditions(
            d => d.Move.GaveUp.ShouldBeTrue(), d => d.Action.ShouldBeNull(), d => d.Move.Reason.ShouldContain("live-migration 6"));

    [Fact]
    public void Somebody_elses_migration_is_never_aborted()
    {
        Late(Some.Running() with { Adopted = true }, false, "running", LadderRung.Abort, LadderRung.Ask).Action.ShouldBeNull();
        var cancelling = Some.Sight(Some.Instance("MIGRATING", "migrating"), Some.Migration("running")) with { Abort = true, MayStart = false };
        MoveDecider.Decide(Some.Running() with { Adopted = true }, cancelling).Action.ShouldBeNull();
        MoveDecider.Decide(Some.Running(), cancelling).Action.ShouldBe(MoveAction.Abort);
    }
}

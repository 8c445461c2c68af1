using Respite.Server.Execution.Moves;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Execution.Moves;

public sealed class BlindnessTests
{
    private static readonly DateTimeOffset Later = Some.Now.AddHours(1);

    [Fact]
    public void A_migration_that_nobody_could_watch_is_not_late_at_the_first_look()
    {
        var sight = Some.Sight(Some.Instance("MIGRATING", "migrating"), Some.Migration("running")) with { Now = Later };
        MoveDecider.Decide(Some.Running(), sight).Action.ShouldBe(MoveAction.Abort, "without the pardon it is");
        var move = Blindness.Forgive([Some.Running()], Some.Now, Later).ShouldHaveSingleItem();
        var decision = MoveDecider.Decide(move, sight);
        (decision.Action, decision.Move.State, decision.Move.Rung).ShouldBe((null, MoveState.Running, 0));
        MoveDecider.Decide(move, sight with { Now = Later.AddSeconds(101) }).Action.ShouldBe(MoveAction.Abort, "what is left of its budget is spent");
    }

    [Fact]
    public void Between_two_looks_the_clock_runs_on() =>
        Blindness.Forgive([Some.Running()], Some.Now, Some.Now.AddSeconds(10)).ShouldBe([Some.Running()]);

    [Fact]
    public void Before_the_first_look_there_is_nothing_to_forgive() =>
        Blindness.Forgive([Some.Running()], null, Later).ShouldBe([Some.Running()]);
}

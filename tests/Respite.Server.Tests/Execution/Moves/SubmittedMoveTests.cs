using Respite.Planning.Model;
using Respite.Server.Execution.Moves;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Execution.Moves;

/// <summary>The process died somewhere around the call to Nova.</summary>
public sealed class SubmittedMoveTests
{
    private static readonly Move Asked = Some.Move(MoveState.Submitting) with { Attempt = 1, SubmittedAt = Some.Now, Destination = "compute-02" };

    [Fact]
    public void A_newer_migration_is_the_one_that_was_asked_for()
    {
        var decision = MoveDecider.Decide(Asked, Some.Sight(Some.Instance("MIGRATING", "migrating"), Some.Migration("running")));
        (decision.Move.State, decision.Move.MigrationId, decision.Move.Adopted).ShouldBe((MoveState.Running, 6L, false));
    }

    [Fact]
    public void An_older_migration_proves_nothing()
    {
        var decision = MoveDecider.Decide(Asked, Some.Sight(Some.Instance(), Some.Migration("completed", id: 5)));
        (decision.Move.State, decision.Action, decision.WantsStart).ShouldBe((MoveState.Submitting, null, false));
    }

    [Fact]
    public void It_is_asked_again_only_when_Nova_has_had_time_to_show_it()
    {
        var late = Some.Sight(Some.Instance()) with { Now = Some.Now.AddSeconds(16) };
        var decision = MoveDecider.Decide(Asked, late);
        (decision.Move.State, decision.Move.Attempt).ShouldBe((MoveState.Waiting, 0));
        MoveDecider.Decide(Asked, late with { Instance = Some.Instance("ACTIVE", "migrating") }).Move.State.ShouldBe(MoveState.Submitting);
    }

    [Fact]
    public void An_instance_that_has_arrived_is_done() =>
        MoveDecider.Decide(Asked, Some.Sight(Some.Instance(host: "compute-02"), Some.Migration("completed"))).Move.State.ShouldBe(MoveState.Done);

    [Fact]
    public void No_answer_leaves_it_to_what_Nova_shows()
    {
        var policy = new DrainPolicy();
        CallAnswers.Apply(Asked, new CallAnswer.Unknown("reset"), policy, Some.Now).State.ShouldBe(MoveState.Submitting);
        CallAnswers.Apply(Asked, new CallAnswer.Accepted("req-1"), policy, Some.Now).ShouldSatisfyAllConditions(
            m => m.State.ShouldBe(MoveState.Running), m => m.RequestId.ShouldBe("req-1"));
        CallAnswers.Apply(Asked, new CallAnswer.NotNow("busy"), policy, Some.Now).ShouldSatisfyAllConditions(
            m => m.State.ShouldBe(MoveState.Waiting), m => m.Attempt.ShouldBe(0), m => m.NotBefore.ShouldBe(Some.Now.AddSeconds(2)));
        CallAnswers.Apply(Asked, new CallAnswer.Refused("unknown host", Forbidden: false), policy, Some.Now).ShouldSatisfyAllConditions(
            m => m.State.ShouldBe(MoveState.Retrying), m => m.Excluded.ShouldBe(["compute-02"]));
        CallAnswers.Apply(Asked, new CallAnswer.Refused("policy", Forbidden: true), policy, Some.Now).ShouldSatisfyAllConditions(
            m => m.State.ShouldBe(MoveState.Failed), m => m.GaveUp.ShouldBeTrue());
    }

    [Fact]
    public void A_resize_that_somebody_else_made_meanwhile_is_not_taken_for_ours()
    {
        var sight = Some.Sight(Some.Instance("VERIFY_RESIZE", host: "compute-03"), Some.Migration("finished", type: "migration", destination: "compute-03"));
        var live = Some.Move(MoveState.Submitting) with { SubmittedAt = Some.Now };
        var cold = live with { Kind = MoveKind.ColdMigrate, Destination = "compute-02" };
        foreach (var move in new[] { live, cold })
            MoveDecider.Decide(move, sight).ShouldSatisfyAllConditions(d => d.Move.State.ShouldBe(MoveState.Waiting), d => d.Action.ShouldBeNull());
        MoveDecider.Decide(cold with { Destination = "compute-03" }, sight).Action.ShouldBe(MoveAction.Confirm);
    }
}

using Respite.Planning.Drain;
using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Drain;

public sealed class InstanceStatesTests
{
    private static readonly DrainPolicy Default = new();

    [Theory]
    [InlineData("ACTIVE", StateVerdict.Move, MoveKind.LiveMigrate)]
    [InlineData("PAUSED", StateVerdict.Move, MoveKind.LiveMigrate)]
    [InlineData("SHUTOFF", StateVerdict.Move, MoveKind.ColdMigrate)]
    [InlineData("SHELVED", StateVerdict.Move, MoveKind.Offload)]
    [InlineData("SHELVED_OFFLOADED", StateVerdict.Gone, MoveKind.Leave)]
    [InlineData("DELETED", StateVerdict.Gone, MoveKind.Leave)]
    [InlineData("VERIFY_RESIZE", StateVerdict.NeedsPerson, MoveKind.Leave)]
    [InlineData("SUSPENDED", StateVerdict.NeedsPerson, MoveKind.Leave)]
    [InlineData("RESCUE", StateVerdict.NeedsPerson, MoveKind.Leave)]
    [InlineData("ERROR", StateVerdict.NeedsPerson, MoveKind.Leave)]
    [InlineData("SOFT_DELETED", StateVerdict.NeedsPerson, MoveKind.Leave)]
    [InlineData("UNKNOWN", StateVerdict.NeedsPerson, MoveKind.Leave)]
    [InlineData("SOMETHING_NEW", StateVerdict.NeedsPerson, MoveKind.Leave)]
    [InlineData("BUILD", StateVerdict.Wait, MoveKind.LiveMigrate)]
    [InlineData("REBOOT", StateVerdict.Wait, MoveKind.LiveMigrate)]
    [InlineData("HARD_REBOOT", StateVerdict.Wait, MoveKind.LiveMigrate)]
    [InlineData("PASSWORD", StateVerdict.Wait, MoveKind.LiveMigrate)]
    [InlineData("REBUILD", StateVerdict.Wait, MoveKind.LiveMigrate)]
    [InlineData("MIGRATING", StateVerdict.UnderWay, MoveKind.LiveMigrate)]
    [InlineData("RESIZE", StateVerdict.UnderWay, MoveKind.ColdMigrate)]
    [InlineData("REVERT_RESIZE", StateVerdict.UnderWay, MoveKind.Leave)]
    public void Every_status_has_its_row(string status, StateVerdict verdict, MoveKind kind)
    {
        var decision = InstanceStates.Decide(Instance("a", status: status), Default);
        (decision.Verdict, decision.Kind).ShouldBe((verdict, kind));
        decision.Reason.StartsWith("needs a person: ", StringComparison.Ordinal).ShouldBe(verdict == StateVerdict.NeedsPerson);
    }

    [Theory]
    [InlineData("VERIFY_RESIZE", StateVerdict.NeedsPerson)]
    [InlineData("RESIZE", StateVerdict.UnderWay)]
    [InlineData("REVERT_RESIZE", StateVerdict.Wait)]
    [InlineData("ERROR", StateVerdict.NeedsPerson)]
    [InlineData("ACTIVE", StateVerdict.Gone)]
    [InlineData("DELETED", StateVerdict.Gone)]
    public void A_resize_that_left_the_host_holds_it_until_confirmed(string status, StateVerdict verdict) =>
        InstanceStates.Decide(Instance("a", status: status) with { ResizeSourceOnly = true }, Default).Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_policy_may_confirm_resizes(bool elsewhere)
    {
        var instance = Instance("a", status: "VERIFY_RESIZE") with { ResizeSourceOnly = elsewhere };
        var policy = Default with { VerifyResize = VerifyResizeChoice.Confirm };
        InstanceStates.Decide(instance, policy).Kind.ShouldBe(MoveKind.ConfirmResize);
        InstanceStates.Decide(instance with { TaskState = "resize_confirming" }, policy).Verdict.ShouldBe(StateVerdict.Wait);
    }

    [Fact]
    public void A_policy_may_leave_what_cannot_be_moved()
    {
        var policy = Default with { Suspended = StateChoice.Leave, Rescued = StateChoice.Leave, Error = StateChoice.Leave, SoftDeleted = StateChoice.Leave };
        foreach (var status in new[] { "SUSPENDED", "RESCUE", "ERROR", "SOFT_DELETED" })
            InstanceStates.Decide(Instance("a", status: status), policy).Verdict.ShouldBe(StateVerdict.Leave);
    }

    [Theory]
    [InlineData("ACTIVE", "powering-off", StateVerdict.Wait, MoveKind.LiveMigrate)]
    [InlineData("SHUTOFF", "powering-on", StateVerdict.Wait, MoveKind.ColdMigrate)]
    [InlineData("ACTIVE", "deleting", StateVerdict.Wait, MoveKind.Leave)]
    [InlineData("ACTIVE", "migrating", StateVerdict.UnderWay, MoveKind.LiveMigrate)]
    [InlineData("SHUTOFF", "resize_migrating", StateVerdict.UnderWay, MoveKind.ColdMigrate)]
    [InlineData("SUSPENDED", "resuming", StateVerdict.Wait, MoveKind.Leave)]
    public void An_instance_in_the_middle_of_a_task_is_waited_for(string status, string task, StateVerdict verdict, MoveKind kind)
    {
        var decision = InstanceStates.Decide(Instance("a", status: status) with { TaskState = task }, Default);
        (decision.Verdict, decision.Kind).ShouldBe((verdict, kind));
    }

    [Theory]
    [InlineData(1, StateVerdict.Move)]
    [InlineData(3, StateVerdict.Move)]
    [InlineData(null, StateVerdict.Move)]
    [InlineData(4, StateVerdict.Wait)]
    [InlineData(0, StateVerdict.Wait)]
    public void An_active_instance_whose_guest_does_not_run_is_not_sent(int? power, StateVerdict verdict) =>
        InstanceStates.Decide(Instance("a") with { PowerState = power }, Default).Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData("ACTIVE", StateVerdict.Move)]
    [InlineData("PAUSED", StateVerdict.Move)]
    [InlineData("SHUTOFF", StateVerdict.Leave)]
    [InlineData("ERROR", StateVerdict.Leave)]
    public void The_scope_active_leaves_what_does_not_run(string status, StateVerdict verdict) =>
        InstanceStates.Decide(Instance("a", status: status), Default with { Instances = InstanceScope.Active }).Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData("a")]
    [InlineData("vm-a")]
    public void What_the_operator_accepts_is_left_whatever_its_state(string accepted)
    {
        foreach (var status in new[] { "ACTIVE", "ERROR", "BUILD", "VERIFY_RESIZE" })
            InstanceStates.Decide(Instance("a", status: status), Default with { Accept = [accepted] }).Verdict.ShouldBe(StateVerdict.Leave);
    }

    [Fact]
    public void A_lock_does_not_stop_a_move_unless_the_policy_asks()
    {
        var locked = Instance("a") with { Locked = true };
        InstanceStates.Decide(locked, Default).Reason.ShouldContain("locked");
        InstanceStates.Decide(locked, Default).Verdict.ShouldBe(StateVerdict.Move);
        InstanceStates.Decide(locked, Default with { Locked = LockedChoice.Ask }).Verdict.ShouldBe(StateVerdict.NeedsPerson);
    }
}

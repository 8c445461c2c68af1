using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.WatcherApi.Records;
using Respite.Server.WatcherApi.Running;

namespace Respite.Server.Tests.WatcherApi;

/// <summary>What an action plan says of its maintenance.</summary>
public sealed class PlanProgressTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly ActionPlan Plan = new()
    {
        Id = "p-1",
        AuditId = "a-1",
        Strategy = "host_maintenance",
        State = ActionPlanState.Ongoing,
        Actions =
        [
            new PlanAction { Id = "cordon", Type = PlanAction.ServiceState },
            ActionList.Migration("p-1", "i-1", "vm-1", "compute-01", live: true, "compute-02") with { Id = "one" },
            ActionList.Migration("p-1", "i-2", "vm-2", "compute-01", live: true, "compute-02") with { Id = "two" },
        ],
    };

    [Theory]
    [InlineData(MaintenanceState.Pending, "Ongoing", "Pending")]
    [InlineData(MaintenanceState.Cordoning, "Ongoing", "Ongoing")]
    [InlineData(MaintenanceState.Draining, "Ongoing", "Succeeded")]
    [InlineData(MaintenanceState.Paused, "Ongoing", "Succeeded")]
    [InlineData(MaintenanceState.InMaintenance, "Succeeded", "Succeeded")]
    [InlineData(MaintenanceState.Completed, "Succeeded", "Succeeded")]
    [InlineData(MaintenanceState.Failed, "Failed", "Cancelled")]
    [InlineData(MaintenanceState.Cancelling, "Cancelling", "Pending")]
    [InlineData(MaintenanceState.Cancelled, "Cancelled", "Cancelled")]
    public void The_states_follow_the_maintenance(MaintenanceState state, string plan, string cordon)
    {
        var next = PlanProgress.Of(Plan, Some(state), [], Now);
        ($"{next.State}", $"{next.Actions[0].State}").ShouldBe((plan, cordon));
        next.StatusMessage.ShouldBe("because");
    }

    [Theory]
    [InlineData(MoveState.Waiting, "Pending")]
    [InlineData(MoveState.Submitting, "Ongoing")]
    [InlineData(MoveState.Running, "Ongoing")]
    [InlineData(MoveState.Confirming, "Ongoing")]
    [InlineData(MoveState.Retrying, "Ongoing")]
    [InlineData(MoveState.Done, "Succeeded")]
    [InlineData(MoveState.Failed, "Failed")]
    [InlineData(MoveState.Gone, "Skipped")]
    [InlineData(MoveState.Left, "Skipped")]
    public void An_action_follows_its_move(MoveState state, string action)
    {
        var next = PlanProgress.Of(Plan, Some(MaintenanceState.Draining), [SomeMove("i-1", state)], Now);
        ($"{next.Actions[1].State}", next.Actions[1].StatusMessage, next.Actions[2].State).ShouldBe((action, "its reason", ActionState.Pending));
        next.Actions[1].UpdatedAt.ShouldBe(action == "Pending" ? null : Now);
    }

    [Fact]
    public void A_plan_that_waits_for_a_person_has_failed_when_nothing_of_it_runs_any_more()
    {
        var blocked = Some(MaintenanceState.Blocked);
        PlanProgress.Of(Plan, blocked, [SomeMove("i-1", MoveState.Failed), SomeMove("i-2", MoveState.Running)], Now).State.ShouldBe(ActionPlanState.Ongoing);
        var failed = PlanProgress.Of(Plan, blocked, [SomeMove("i-1", MoveState.Failed), SomeMove("i-2", MoveState.Done)], Now);
        failed.State.ShouldBe(ActionPlanState.Failed);
        failed.StatusMessage.ShouldNotBeNull().ShouldContain("respite resume m-1");
        failed.Actions.Skip(1).Select(a => a.State).ShouldBe([ActionState.Failed, ActionState.Succeeded]);
    }

    [Fact]
    public void What_came_onto_the_host_late_is_an_action_as_well()
    {
        var next = PlanProgress.Of(Plan, Some(MaintenanceState.Draining), [SomeMove("i-9", MoveState.Running)], Now);
        next.Actions.Count.ShouldBe(4);
        (next.Actions[3].InstanceId, next.Actions[3].State, next.Actions[3].Parents.Single()).ShouldBe(("i-9", ActionState.Ongoing, "two"));
        PlanProgress.Of(next, Some(MaintenanceState.Draining), [SomeMove("i-9", MoveState.Running)], Now.AddSeconds(1)).ShouldBeSameAs(next, "nothing has changed");
    }

    [Fact]
    public void An_instance_that_was_stopped_as_asked_is_done()
    {
        var plan = Plan with { Actions = [new PlanAction { Id = "stop", Type = PlanAction.Stop, InstanceId = "i-1" }] };
        PlanProgress.Of(plan, Some(MaintenanceState.Draining), [SomeMove("i-1", MoveState.Left) with { Kind = MoveKind.Stop }], Now).Actions[0].State.ShouldBe(ActionState.Succeeded);
    }

    [Fact]
    public void What_a_client_has_skipped_stays_skipped()
    {
        var plan = Plan with { Actions = [Plan.Actions[0], Plan.Actions[1] with { State = ActionState.Skipped, StatusMessage = "Action skipped by user." }, Plan.Actions[2]] };
        var next = PlanProgress.Of(plan, Some(MaintenanceState.InMaintenance), [SomeMove("i-1", MoveState.Left), SomeMove("i-2", MoveState.Done)], Now);
        (next.Actions[1].State, next.Actions[1].StatusMessage, next.StatusMessage).ShouldBe((ActionState.Skipped, "Action skipped by user.", "One or more actions were skipped."));
    }

    private static Maintenance Some(MaintenanceState state) => new() { Id = "m-1", Host = "compute-01", Policy = new DrainPolicy(), State = state, StateReason = "because" };

    private static Move SomeMove(string instance, MoveState state) =>
        new() { InstanceId = instance, InstanceName = $"name of {instance}", Kind = MoveKind.LiveMigrate, Source = "compute-01", State = state, Reason = "its reason" };
}

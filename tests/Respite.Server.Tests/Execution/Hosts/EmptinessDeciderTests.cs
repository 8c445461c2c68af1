using Respite.Planning.Model;
using Respite.Server.Execution.Hosts;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Tests.Execution.Hosts;

public sealed class EmptinessDeciderTests
{
    private static readonly AllocationView Leaked = new("consumer-1", ResourceVector.Of(("VCPU", 2)));

    private static Finding Decide(
        Maintenance? m = null, Move[]? moves = null, InstanceView[]? instances = null, MigrationView[]? migrations = null,
        MigrationView[]? pending = null, AllocationView[]? allocations = null, double after = 0) => EmptinessDecider.Decide(
        m ?? Some.Maintenance(MaintenanceState.Verifying), moves ?? [Some.Move(MoveState.Done)],
        new HostObservation(new ServiceView("s", false, true, null), instances ?? [], migrations ?? []), pending ?? [], allocations ?? [], Some.Now.AddSeconds(after));

    [Fact]
    public void A_host_with_nothing_on_it_is_in_maintenance() => Decide().Maintenance.State.ShouldBe(MaintenanceState.InMaintenance);

    [Fact]
    public void An_instance_that_has_come_is_drained() => Decide(instances: [Some.Instance()]).Maintenance.State.ShouldBe(MaintenanceState.Draining);

    [Fact]
    public void What_was_left_by_name_may_stay_with_its_allocation()
    {
        var found = Decide(moves: [Some.Move(MoveState.Left)], instances: [Some.Instance("ERROR")], allocations: [Leaked with { Consumer = "i-1" }]);
        found.Maintenance.State.ShouldBe(MaintenanceState.InMaintenance);
        found.Maintenance.StateReason.ShouldContain("1 instance left");
    }

    [Fact]
    public void What_was_left_elsewhere_may_hold_the_host_by_its_unconfirmed_resize()
    {
        var resize = Some.Migration("finished", type: "resize") with { Uuid = "m-6" };
        Decide(moves: [Some.Move(MoveState.Left)], pending: [resize], allocations: [Leaked with { Consumer = "m-6" }])
            .Maintenance.State.ShouldBe(MaintenanceState.InMaintenance);
    }

    [Fact]
    public void An_incoming_migration_is_waited_for()
    {
        var incoming = Some.Migration("running", source: "compute-03", destination: "compute-01");
        Decide(migrations: [incoming]).Maintenance.ShouldSatisfyAllConditions(m => m.State.ShouldBe(MaintenanceState.Verifying), m => m.StateReason.ShouldContain("live-migration 6"));
        Decide(migrations: [incoming with { Status = "completed" }]).Maintenance.State.ShouldBe(MaintenanceState.InMaintenance);
    }

    [Fact]
    public void An_unconfirmed_resize_from_here_gets_a_move()
    {
        var found = Decide(moves: [], pending: [Some.Migration("finished", type: "resize")]);
        found.Maintenance.State.ShouldBe(MaintenanceState.Draining);
        found.HoldsSource.ShouldBe(["i-1"]);
    }

    [Fact]
    public void An_allocation_may_be_late_and_then_a_person_is_asked_by_its_id()
    {
        Decide(allocations: [Leaked]).Maintenance.State.ShouldBe(MaintenanceState.Verifying);
        var blocked = Decide(allocations: [Leaked], after: 31).Maintenance;
        (blocked.State, blocked.ResumeTo).ShouldBe((MaintenanceState.Blocked, MaintenanceState.Verifying));
        blocked.StateReason.ShouldContain("consumer-1");
        Decide(m: Some.Maintenance(MaintenanceState.Verifying) with { AcceptedAllocations = ["consumer-1"] }, allocations: [Leaked], after: 31)
            .Maintenance.State.ShouldBe(MaintenanceState.InMaintenance);
    }

    [Fact]
    public void A_blocked_one_goes_on_by_itself_when_the_allocation_is_given_back() =>
        Decide(m: Some.Maintenance(MaintenanceState.Blocked) with { ResumeTo = MaintenanceState.Verifying }).Maintenance.State.ShouldBe(MaintenanceState.InMaintenance);
}

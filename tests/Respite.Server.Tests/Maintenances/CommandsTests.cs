using Respite.Server.Execution.Moves;
using Respite.Server.Maintenances;
using Respite.Server.Tests.Execution;

namespace Respite.Server.Tests.Maintenances;

public sealed class CommandsTests
{
    private static readonly Func<Maintenance, CommandResult>[] All =
    [
        m => Commands.Pause(m, Some.Now), m => Commands.Resume(m, [], [], Some.Now), m => Commands.Cancel(m, false, Some.Now), m => Commands.Return(m, Some.Now),
        m => Commands.Retry(m, [], Some.Now),
    ];

    [Fact]
    public void Each_command_is_taken_or_refused_in_words_in_every_state()
    {
        foreach (var state in Enum.GetValues<MaintenanceState>())
        {
            foreach (var command in All)
            {
                var result = command(Some.Maintenance(state));
                if (result.Refusal is { } refusal)
                    (refusal.Contains(state.ToString(), StringComparison.Ordinal), result.Maintenance.State).ShouldBe((true, state));
            }
        }
    }

    [Fact]
    public void Resume_goes_on_where_pause_has_stopped()
    {
        foreach (var state in new[] { MaintenanceState.Cordoning, MaintenanceState.Draining, MaintenanceState.Verifying })
            Commands.Resume(Commands.Pause(Some.Maintenance(state), Some.Now).Maintenance, [], [], Some.Now).Maintenance.State.ShouldBe(state);
    }

    [Fact]
    public void Resume_tries_again_what_a_person_was_asked_about()
    {
        var failed = MoveDecider.GiveUp(Some.Move() with { Attempt = 3, Excluded = ["compute-02"] }, "needs a person");
        var result = Commands.Resume(Some.Maintenance(MaintenanceState.Blocked), [failed], [], Some.Now);
        var move = result.Moves.Single();
        (move.State, move.GaveUp, move.Attempt, move.Excluded.Count).ShouldBe((MoveState.Waiting, false, 0, 0));
    }

    [Fact]
    public void Retry_plans_anew_what_was_refused_and_goes_on_with_what_is_blocked()
    {
        var refused = Some.Maintenance(MaintenanceState.Failed) with { Refused = true, FinishedAt = Some.Now, StateReason = "no room" };
        var again = Commands.Retry(refused, [], Some.Now).Maintenance;
        (again.State, again.Refused, again.FinishedAt, again.Plan).ShouldBe((MaintenanceState.Pending, false, null, null));
        Commands.Retry(Some.Maintenance(MaintenanceState.Blocked), [Some.Move(MoveState.Failed)], Some.Now)
            .ShouldSatisfyAllConditions(r => r.Maintenance.State.ShouldBe(MaintenanceState.Draining), r => r.Moves.Single().State.ShouldBe(MoveState.Waiting));
    }

    [Fact]
    public void Only_what_is_there_can_be_accepted()
    {
        var blocked = Some.Maintenance(MaintenanceState.Blocked) with { StateReason = "consumer-1 holds 2 VCPU" };
        Commands.Resume(blocked, [Some.Move()], ["vm-9"], Some.Now).Refusal.ShouldNotBeNull();
        var taken = Commands.Resume(blocked, [Some.Move()], ["vm-1", "consumer-1"], Some.Now).Maintenance;
        taken.Policy.Accept.ShouldContain("vm-1");
        taken.AcceptedAllocations.ShouldContain("consumer-1");
    }

    [Fact]
    public void Cancel_touches_nothing_before_the_cordon_and_can_be_sharpened_later()
    {
        Commands.Cancel(Some.Maintenance(MaintenanceState.Planning), false, Some.Now).Maintenance.State.ShouldBe(MaintenanceState.Cancelled);
        var cancelling = Commands.Cancel(Some.Maintenance(), false, Some.Now).Maintenance;
        (cancelling.State, cancelling.AbortRunning).ShouldBe((MaintenanceState.Cancelling, false));
        Commands.Cancel(cancelling, true, Some.Now).Maintenance.AbortRunning.ShouldBeTrue();
    }

    [Fact]
    public void Only_what_is_in_maintenance_is_handed_back()
    {
        Commands.Return(Some.Maintenance(MaintenanceState.InMaintenance), Some.Now).Maintenance.State.ShouldBe(MaintenanceState.Returning);
        Commands.Return(Some.Maintenance(), Some.Now).Refusal.ShouldNotBeNull();
    }
}

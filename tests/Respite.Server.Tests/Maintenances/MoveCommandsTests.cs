using Respite.Planning.Model;
using Respite.Server.Execution.Moves;
using Respite.Server.Maintenances;
using Respite.Server.Tests.Execution;

namespace Respite.Server.Tests.Maintenances;

public sealed class MoveCommandsTests
{
    private static readonly Func<Maintenance, Move, CommandResult>[] All =
    [
        (m, v) => MoveCommands.Skip(m, v, Some.Now), MoveCommands.Retry, (m, v) => MoveCommands.Send(m, v, "compute-09", Some.Now),
    ];

    [Fact]
    public void What_is_under_way_in_nova_is_left_alone_whatever_the_command()
    {
        var asked = MoveDecider.GiveUp(Some.Running(), "needs a person");
        foreach (var move in new[] { Some.Running(), Some.Move(MoveState.Submitting), Some.Move(MoveState.Confirming), asked })
        {
            foreach (var command in All)
                command(Some.Maintenance(), move).Refusal.ShouldNotBeNull().ShouldContain("has been asked of Nova");
        }
    }

    [Fact]
    public void Each_command_is_taken_by_the_table_or_refused_in_words_in_every_state()
    {
        foreach (var state in Enum.GetValues<MaintenanceState>())
        {
            foreach (var at in Enum.GetValues<MoveState>())
            {
                foreach (var command in All)
                {
                    var result = command(Some.Maintenance(state), Some.Move(at));
                    if (result.Refusal is { } refusal)
                        (result.Moves.Count, refusal.Contains("vm-1", StringComparison.Ordinal)).ShouldBe((0, true));
                    foreach (var move in result.Moves)
                        MoveTransitions.Check(at, move.State);
                }
            }
        }
    }

    [Fact]
    public void A_skipped_instance_stays_and_moves_after_all_when_it_is_tried_again()
    {
        var skipped = MoveCommands.Skip(Some.Maintenance(), Some.Move() with { Destination = "compute-02" }, Some.Now).Moves.Single();
        (skipped.State, skipped.Stays, skipped.FinishedAt).ShouldBe((MoveState.Skipped, true, Some.Now));
        var again = MoveCommands.Retry(Some.Maintenance(), skipped).Moves.Single();
        (again.State, again.Destination, again.FinishedAt).ShouldBe((MoveState.Waiting, null, null));
    }

    [Fact]
    public void Tried_again_it_has_all_its_attempts_and_destinations()
    {
        var failed = MoveDecider.GiveUp(Some.Move() with { Attempt = 3, Excluded = ["compute-02"] }, "needs a person");
        var again = MoveCommands.Retry(Some.Maintenance(MaintenanceState.Blocked), failed).Moves.Single();
        (again.State, again.GaveUp, again.Attempt, again.Excluded.Count).ShouldBe((MoveState.Waiting, false, 0, 0));
    }

    [Fact]
    public void A_new_destination_is_told_with_the_old_one()
    {
        var result = MoveCommands.Send(Some.Maintenance(), Some.Move() with { Destination = "compute-02", Excluded = ["compute-09"] }, "compute-09", Some.Now);
        var move = result.Moves.Single();
        (move.Destination, move.Excluded.Count).ShouldBe(("compute-09", 0));
        result.Events.Single().ShouldSatisfyAllConditions(e => e.Type.ShouldBe("move.destination"), e => e.Message.ShouldStartWith("to compute-09 instead of compute-02"));
    }

    [Fact]
    public void Where_novas_scheduler_chooses_nobody_else_does()
    {
        var m = Some.Maintenance() with { Policy = new DrainPolicy { Destinations = DestinationChoice.Scheduler } };
        MoveCommands.Send(m, Some.Move(), "compute-09", Some.Now).Refusal.ShouldNotBeNull().ShouldContain("scheduler");
    }
}

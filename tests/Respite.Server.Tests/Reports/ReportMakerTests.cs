using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Reports;
using Respite.Server.Tests.Execution;

namespace Respite.Server.Tests.Reports;

public sealed class ReportMakerTests
{
    private static JournalEvent Told(int second, string type, string message = "", string instance = "i-1") =>
        new(second, Some.Now.AddSeconds(second), "m-1", "compute-01", instance, "vm-1", type, message);

    [Fact]
    public void A_report_tells_of_every_attempt_and_of_the_time_from_the_first_to_the_end()
    {
        var done = Some.Move(MoveState.Done) with { FinishedAt = Some.Now.AddSeconds(100), Destination = "compute-03", Attempt = 1 };
        var report = ReportMaker.Of(Some.Maintenance(), [done],
        [
            Told(10, "move.submitting"), Told(11, "move.waiting", "its task is resizing"),
            Told(20, "move.submitting"), Told(21, "move.running"), Told(30, "move.retrying", "compute-02 has no room"),
            Told(40, "move.submitting"), Told(41, "move.running"), Told(100, "move.done"), Told(50, "move.submitting", instance: "i-2"),
        ]);
        var move = report.Moves.Single();
        (move.Attempts, move.Retries, move.Seconds, move.BeganAt).ShouldBe((2, 1, 90, Some.Now.AddSeconds(10)));
        move.Failures.ShouldBe(["compute-02 has no room"]);
        report.Totals.ShouldBe(new ReportTotals(1, 1, 0, 0, 0, 0, Retries: 1, Failures: 1, Restarts: 0, MemoryMb: 2048, DrainSeconds: 90, LongestSeconds: 90));
    }

    [Theory]
    [InlineData(MoveKind.LiveMigrate, "ACTIVE", MoveState.Done, Interruption.None)]
    [InlineData(MoveKind.ColdMigrate, "ACTIVE", MoveState.Done, Interruption.Restart)]
    [InlineData(MoveKind.ColdMigrate, "SHUTOFF", MoveState.Done, Interruption.None)]
    [InlineData(MoveKind.ColdMigrate, "ACTIVE", MoveState.Waiting, Interruption.None)]
    [InlineData(MoveKind.Stop, "SHUTOFF", MoveState.Left, Interruption.Stop)]
    [InlineData(MoveKind.Stop, "ACTIVE", MoveState.Submitting, Interruption.None)]
    [InlineData(MoveKind.Offload, "SHELVED_OFFLOADED", MoveState.Done, Interruption.None)]
    public void Only_what_ran_and_was_stopped_was_interrupted(MoveKind kind, string status, MoveState state, Interruption noticed) =>
        ReportMaker.Of(Some.Maintenance(), [Some.Move(state, kind) with { Status = status, Attempt = 1 }], []).Moves.Single().Interruption.ShouldBe(noticed);

    [Fact]
    public void Every_move_is_counted_once()
    {
        var moves = Enum.GetValues<MoveState>().Select(state => Some.Move(state) with { InstanceId = $"{state}" }).ToList();
        var totals = ReportMaker.Of(Some.Maintenance(), moves, []).Totals;
        (totals.Done + totals.Left + totals.Gone + totals.Failed + totals.Open).ShouldBe(totals.Moves);
        (totals.Moves, totals.Left, totals.Open, totals.DrainSeconds).ShouldBe((moves.Count, 2, 5, null));
    }

    [Fact]
    public void A_maintenance_without_moves_has_a_report() => ReportMaker.Of(Some.Maintenance(), [], []).Totals.LongestSeconds.ShouldBeNull();
}

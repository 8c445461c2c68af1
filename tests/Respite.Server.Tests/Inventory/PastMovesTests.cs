using Respite.Planning.Model;
using Respite.Planning.Schedule;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Tests.Execution;

namespace Respite.Server.Tests.Inventory;

public sealed class PastMovesTests
{
    /// <summary>Ten minutes after it was put into Nova's queue it began, and lasted 40 s.</summary>
    private static Move Done(int i) => Some.Running() with
    {
        InstanceId = $"i-{i}", State = MoveState.Done, MemoryMb = 4096, SubmittedAt = Some.Now.AddHours(i), StartedAt = Some.Now.AddHours(i).AddMinutes(10),
        FinishedAt = Some.Now.AddHours(i).AddMinutes(10).AddSeconds(40),
    };

    private static int Seconds(IEnumerable<Move> moves, MoveKind kind = MoveKind.LiveMigrate) => PastMoves.Learn(moves).Seconds(kind, "new", 4096, null);

    private static IEnumerable<Move> Five(Func<Move, Move>? change = null) => Enumerable.Range(0, 5).Select(Done).Select(change ?? (move => move));

    [Fact]
    public void Time_in_Novas_queue_is_no_part_of_a_migration() => Seconds(Five()).ShouldBeInRange(40, 41);

    [Fact]
    public void What_was_not_begun_or_not_seen_through_tells_nothing()
    {
        var unknown = MoveDurations.Unknown.Seconds(MoveKind.LiveMigrate, "new", 4096, null);
        Seconds(Five(move => move with { Adopted = true })).ShouldBe(unknown);
        Seconds(Five(move => move with { State = MoveState.Failed })).ShouldBe(unknown);
        Seconds(Five(move => move with { StartedAt = null })).ShouldBe(unknown);
        Seconds(Five(move => move with { FinishedAt = null })).ShouldBe(unknown);
    }

    [Fact]
    public void One_that_went_cold_instead_counts_as_that()
    {
        Seconds(Five(move => move with { ColdInstead = true })).ShouldBe(MoveDurations.Unknown.Seconds(MoveKind.LiveMigrate, "new", 4096, null));
        Seconds(Five(move => move with { ColdInstead = true }), MoveKind.ColdMigrate).ShouldBe(40);
    }

    [Fact]
    public void An_offload_lasts_from_the_call_on() =>
        Seconds(Five(move => move with { Kind = MoveKind.Offload, StartedAt = null, FinishedAt = move.SubmittedAt!.Value.AddSeconds(12) }), MoveKind.Offload).ShouldBe(12);
}

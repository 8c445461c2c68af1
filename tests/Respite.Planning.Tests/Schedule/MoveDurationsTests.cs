using Respite.Planning.Model;
using Respite.Planning.Schedule;

namespace Respite.Planning.Tests.Schedule;

public sealed class MoveDurationsTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static PastMove Past(string id, double from, double to, long memoryMb, MoveKind kind = MoveKind.LiveMigrate, string source = "h0") =>
        new(id, kind, source, memoryMb, Day.AddSeconds(from), Day.AddSeconds(to));

    /// <summary>One after the other, each 4 s and 3 s a GiB.</summary>
    private static IEnumerable<PastMove> Steady(int count) => Enumerable.Range(0, count).Select(i => Past($"p{i}", 1000 * i, (1000 * i) + 4 + (3 * (i % 8)), 1024 * (i % 8)));

    private static double Live(MoveDurations durations, long gib, double? link = null, string id = "new") => durations.Seconds(MoveKind.LiveMigrate, id, 1024 * gib, link);

    [Fact]
    public void Before_anything_has_happened_a_link_of_1000_is_assumed()
    {
        Live(MoveDurations.Unknown, 8).ShouldBe(74);
        MoveDurations.Unknown.LivePerSource.ShouldBeNull();
        MoveDurations.Unknown.Basis(linkKnown: false).ShouldContain("1000 Mb/s");
    }

    [Fact]
    public void The_operators_link_is_taken_where_too_little_has_happened() => Live(MoveDurations.Learn(Steady(4)), 8, 10_000).ShouldBe(12);

    [Fact]
    public void What_has_happened_counts_more_than_the_link()
    {
        var learned = MoveDurations.Learn(Steady(20));
        Live(learned, 8, 10_000).ShouldBe(28);
        Live(learned, 64).ShouldBe(196);
        learned.Basis(linkKnown: true).ShouldBe("as 20 live migrations on this cloud lasted");
    }

    [Fact]
    public void A_few_that_were_stuck_do_not_bend_it() =>
        Live(MoveDurations.Learn([.. Steady(20), .. Enumerable.Range(0, 4).Select(i => Past($"s{i}", 0, 3600, 2048))]), 8).ShouldBe(28, 1.0);

    [Fact]
    public void Where_all_were_of_one_size_the_base_is_assumed() =>
        Live(MoveDurations.Learn(Enumerable.Range(0, 9).Select(i => Past($"p{i}", 100 * i, (100 * i) + 25, 4096))), 8).ShouldBe(45);

    [Fact]
    public void Where_memory_plays_no_part_it_plays_none() =>
        Live(MoveDurations.Learn(Enumerable.Range(1, 9).Select(i => Past($"p{i}", 100 * i, (100 * i) + 6, 1024 * i))), 64).ShouldBe(7, 1.0);

    [Fact]
    public void One_that_took_longer_before_is_expected_to_again()
    {
        var learned = MoveDurations.Learn([.. Steady(20), Past("busy", 30_000, 30_060, 8192)]);
        Live(learned, 8, id: "busy").ShouldBe(60, 2.0);
        Live(learned, 8).ShouldBe(28);
    }

    [Fact]
    public void Only_the_newest_count()
    {
        var old = Enumerable.Range(0, MoveDurations.MostSamples).Select(i => Past($"o{i}", -1_000_000 + (10 * i), -999_000 + (10 * i), 1024 * (i % 8)));
        Live(MoveDurations.Learn([.. old, .. Steady(MoveDurations.MostSamples)]), 8).ShouldBe(28);
    }

    [Fact]
    public void Each_kind_is_learned_by_itself()
    {
        var learned = MoveDurations.Learn(Enumerable.Range(0, 5).Select(i => Past($"c{i}", 0, 100 + i, 1024, MoveKind.ColdMigrate)));
        learned.Seconds(MoveKind.ColdMigrate, "new", 1024, null).ShouldBe(102);
        learned.Seconds(MoveKind.Offload, "new", 1024, null).ShouldBe(30);
        Live(learned, 8).ShouldBe(74);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void How_many_Nova_runs_at_once_is_seen(int lanes) =>
        // Each next one is seen to start a second before the one before is seen to have ended.
        MoveDurations.Learn(Enumerable.Range(0, 20).Select(i => Past($"p{i}", 30 * (i / lanes), (30 * (i / lanes)) + 31, 1024 * (1 + (i % 3)))))
            .LivePerSource.ShouldBe(lanes);

    [Fact]
    public void Those_of_other_hosts_do_not_count_as_at_once() =>
        MoveDurations.Learn(Enumerable.Range(0, 20).Select(i => Past($"p{i}", 0, 30, 1024, source: $"h{i}"))).LivePerSource.ShouldBe(1);
}

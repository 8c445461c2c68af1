using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Schedule;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Drain;

public sealed class TimetableTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static InstanceSnapshot Big(string id, int gib, string status = "ACTIVE") => Instance(id, status: status) with { MemoryMb = gib * 1024 };

    private static string[] Order(DrainPlan plan) => [.. plan.Moves.Select(move => move.InstanceId)];

    /// <summary>So many at once on this cloud, each 10 s a GiB.</summary>
    private static PlanOptions Seen(int atOnce) => new()
    {
        Durations = MoveDurations.Learn(Enumerable.Range(0, 24).Select(i =>
            new PastMove($"p{i}", MoveKind.LiveMigrate, "h9", 1024 * (1 + (i / atOnce % 3)), Day.AddSeconds(100 * (i / atOnce)), Day.AddSeconds((100 * (i / atOnce)) + (10 * (1 + (i / atOnce % 3))))))),
    };

    [Fact]
    public void Every_move_is_told_how_long_it_lasts_and_the_plan_how_long_all()
    {
        var plan = Cloud(Host("h1")).Plan([Big("a", 1), Big("b", 2), Big("stays", 1, "ERROR")]);
        plan.Moves.ToDictionary(move => move.InstanceId, move => move.EstimatedSeconds)
            .ShouldBe(new Dictionary<string, int?> { ["a"] = 14, ["b"] = 23, ["stays"] = null }, ignoreOrder: true);
        plan.Duration.ShouldBe(new PlanDuration(37, 37, MoveDurations.Unknown.Basis(linkKnown: false)));
    }

    [Fact]
    public void A_plan_that_is_not_feasible_has_no_times()
    {
        var plan = Cloud(Host("h1", 1)).Plan([Instance("a", 4)]);
        plan.Duration.ShouldBeNull();
        plan.Moves.ShouldAllBe(move => move.EstimatedSeconds == null);
    }

    [Fact]
    public void As_many_as_Nova_was_seen_to_run_at_once_are_taken_to_run() =>
        Cloud(Host("h1"), Host("h2")).Plan([.. Enumerable.Range(0, 4).Select(i => Big($"i{i}", 3))], options: Seen(atOnce: 2)).Duration!.Seconds.ShouldBeInRange(60, 62);

    [Fact]
    public void Those_that_run_at_once_share_the_sources_link()
    {
        var instances = Enumerable.Range(0, 4).Select(i => Big($"i{i}", 3)).ToArray();
        Cloud(Host("h1"), Host("h2")).Plan(instances, new DrainPolicy { LinkMbps = 1000 }, Seen(atOnce: 2)).Duration!.Seconds.ShouldBeInRange(60, 62);
    }

    [Fact]
    public void The_longest_begins_first_where_several_run_at_once() =>
        Order(Cloud(Host("h1"), Host("h2")).Plan([Big("a", 1), Big("b", 1), Big("c", 1), Big("long", 8)], options: Seen(atOnce: 2)))[..2].ShouldContain("long");

    [Fact]
    public void The_limits_of_the_policy_count()
    {
        var cloud = Cloud(Host("h1"));
        var instances = Enumerable.Range(0, 4).Select(i => Big($"i{i}", 3)).ToArray();
        cloud.Plan(instances, new DrainPolicy { MaxMovesPerDestination = 1 }, Seen(atOnce: 4)).Duration!.Seconds
            .ShouldBe(4 * cloud.Plan(instances[..1], options: Seen(atOnce: 4)).Duration!.Seconds);
    }

    [Fact]
    public void Two_members_of_a_group_are_not_reckoned_to_go_at_once()
    {
        var group = Group("g", "soft-anti-affinity", ("a", "h0"), ("b", "h0"));
        var cloud = Cloud(Host("h1"), Host("h2")) with { Groups = [group] };
        var plan = cloud.Plan([Big("a", 3).InGroup("g"), Big("b", 3).InGroup("g")], options: Seen(atOnce: 2));
        plan.Duration!.Seconds.ShouldBe(plan.Moves.Sum(move => move.EstimatedSeconds!.Value));
    }

    [Fact]
    public void The_operators_link_speeds_count_where_nothing_has_been_seen()
    {
        var cloud = Cloud(Host("h1"));
        cloud.Plan([Big("a", 8)], new DrainPolicy { LinkMbps = 10_000 }).Duration!.Seconds.ShouldBe(12);
        cloud.Plan([Big("a", 8)], new DrainPolicy { LinkMbps = 10_000, HostLinkMbps = new Dictionary<string, int> { ["h1"] = 100 } }).Duration!.Seconds.ShouldBeInRange(692, 694);
    }

    [Fact]
    public void A_confirmed_resize_still_has_to_go()
    {
        var plan = Cloud(Host("h1")).Plan([Big("a", 8, "VERIFY_RESIZE")], new DrainPolicy { VerifyResize = VerifyResizeChoice.Confirm });
        plan.Duration!.Seconds.ShouldBe(84);
    }

    [Fact]
    public void Quick_ones_go_first_and_what_waits_or_needs_a_person_last() =>
        Order(Cloud(Host("h1")).Plan([Big("builds", 1, "BUILD"), Big("ask", 1, "ERROR"), Big("a", 1), Big("shelved", 1, "SHELVED")], options: Seen(atOnce: 1)))
            .ShouldBe(["shelved", "a", "builds", "ask"]);

    [Fact]
    public void Hosts_drained_together_share_the_limits_of_the_cloud_and_of_their_destinations()
    {
        var cloud = Cloud(Host("h1"), Host("h2"), Host("h3"));
        var on = new Dictionary<string, IReadOnlyList<InstanceSnapshot>> { ["h0"] = [Big("a", 3)], ["h1"] = [Big("b", 3)] };
        var alone = cloud.Plan([Big("a", 3)], options: Seen(atOnce: 2)).Duration!.Seconds;
        DrainPlanner.PlanTogether(cloud, on, new DrainPolicy(), Seen(atOnce: 2)).Duration!.Seconds.ShouldBe(alone);
        DrainPlanner.PlanTogether(cloud, on, new DrainPolicy { MaxMovesPerCloud = 1 }, Seen(atOnce: 2)).Duration!.Seconds.ShouldBe(2 * alone);
        DrainPlanner.PlanTogether(cloud, on, new DrainPolicy { MaxMovesPerZone = 1 }, Seen(atOnce: 2)).Duration!.Seconds.ShouldBe(2 * alone);
        DrainPlanner.PlanTogether(Cloud(Host("h1"), Host("h2", 2), Host("h3", 0)), on, new DrainPolicy { MaxMovesPerDestination = 1 }, Seen(atOnce: 2)).Duration!.Seconds.ShouldBe(2 * alone);
        DrainPlanner.PlanTogether(Cloud(Host("h1"), Host("h2", 1)), on, new DrainPolicy()).Duration.ShouldBeNull();
    }

    [Fact]
    public void Those_of_higher_priority_go_first() =>
        Order(Cloud(Host("h1")).Plan([Big("a", 1), Big("b", 1), Big("first", 8) with { Metadata = new Dictionary<string, string> { ["respite:priority"] = "7" } }], options: Seen(atOnce: 1)))[0].ShouldBe("first");
}

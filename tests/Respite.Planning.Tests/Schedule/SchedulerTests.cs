using Respite.Planning.Model;
using Respite.Planning.Schedule;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Schedule;

public sealed class SchedulerTests
{
    private static Transfer Move(string id, string from, string to, int seconds = 10, int mbps = 0) =>
        new() { Id = id, Source = from, Destination = to, Resources = Size(1), Paces = [new Pace(seconds, mbps)] };

    private static Dictionary<string, ResourceVector> Free(params (string Host, long Vcpu)[] hosts) => hosts.ToDictionary(host => host.Host, host => Size(host.Vcpu));

    private static string[] Times(MoveSchedule schedule) => [.. schedule.Moves.Select(move => $"{move.Move.Id} {move.Start}-{move.End}")];

    [Fact]
    public void What_has_to_leave_first_starts_first()
    {
        var schedule = Scheduler.Find(new ScheduleProblem
        {
            Moves = [Move("comes", "a", "b"), Move("leaves", "b", "c")],
            Free = Free(("a", 0), ("b", 0), ("c", 1)),
        });
        Times(schedule).ShouldBe(["leaves 0-10", "comes 10-20"]);
        (schedule.LowerBound, schedule.Optimal).ShouldBe((20, true));
    }

    [Fact]
    public void A_circle_without_room_is_reported_and_the_rest_is_scheduled()
    {
        var schedule = Scheduler.Find(new ScheduleProblem
        {
            Moves = [Move("one", "a", "b"), Move("two", "b", "a"), Move("free", "a", "c")],
            Free = Free(("a", -1), ("b", 0), ("c", 1)),
        });
        Times(schedule).ShouldBe(["free 0-10"]);
        schedule.Stuck.Select(move => (move.Move.Id, move.Proven)).ShouldBe([("one", true), ("two", true)]);
        schedule.Stuck[0].Reason.ShouldBe("waits for room on b, until one of these has left that wait as well: two to a");
    }

    [Fact]
    public void A_host_that_nothing_leaves_has_no_room() => Scheduler.Find(new ScheduleProblem { Moves = [Move("one", "a", "b")], Free = Free(("b", 0)) })
        .Stuck.ShouldHaveSingleItem().Reason.ShouldBe("b has no room for it, and nothing that could make some leaves");

    [Fact]
    public void A_pace_that_no_link_carries_is_never_run() => Scheduler.Find(new ScheduleProblem
    {
        Moves = [Move("one", "a", "b", mbps: 1000)],
        Links = new Dictionary<string, LinkSpeed> { ["b"] = new(1000, 500) },
    }).Stuck.ShouldHaveSingleItem().Reason.ShouldBe("a limit or a link lets it start at no time");

    [Fact]
    public void A_link_carries_as_much_up_as_down_at_once()
    {
        var links = new Dictionary<string, LinkSpeed> { ["a"] = new(1000, 1000) };
        Scheduler.Find(new ScheduleProblem { Moves = [Move("out", "a", "b", 10, 1000), Move("in", "b", "a", 10, 1000)], Links = links }).Makespan.ShouldBe(10);
        Scheduler.Find(new ScheduleProblem { Moves = [Move("out", "a", "b", 10, 1000), Move("too", "a", "c", 10, 1000)], Links = links }).Makespan.ShouldBe(20);
    }

    [Fact]
    public void Waiting_for_the_whole_link_is_chosen_where_it_is_sooner_done()
    {
        Pace[] paces = [new Pace(20, 1000), new Pace(51, 500)];
        var links = new Dictionary<string, LinkSpeed> { ["a"] = new(1000, 1000) };
        var schedule = Scheduler.Find(new ScheduleProblem { Moves = [Move("one", "a", "b") with { Paces = paces }, Move("two", "a", "c") with { Paces = paces }], Links = links });
        Times(schedule).ShouldBe(["one 0-20", "two 20-40"]);
    }

    [Fact]
    public void The_longest_does_not_come_last() => Scheduler.Find(new ScheduleProblem
    {
        Moves = [Move("a", "h", "i", 10), Move("b", "h", "i", 10), Move("c", "h", "i", 10), Move("long", "h", "i", 30)],
        Limits = new MoveLimits { PerSource = 2 },
    }).Makespan.ShouldBe(30);

    [Fact]
    public void One_at_a_time_the_short_ones_go_first() => Times(Scheduler.Find(new ScheduleProblem
    {
        Moves = [Move("long", "h", "i", 30), Move("short", "h", "i", 10)],
        Limits = new MoveLimits { LivePerSource = 1 },
    })).ShouldBe(["short 0-10", "long 10-40"]);

    [Fact]
    public void Nothing_to_move_takes_no_time() => Scheduler.Find(new ScheduleProblem { Moves = [] }).ShouldSatisfyAllConditions(
        schedule => schedule.Makespan.ShouldBe(0), schedule => schedule.MeanEnd.ShouldBe(0));

    [Fact]
    public void A_move_to_where_it_is_or_without_a_pace_is_the_callers_mistake()
    {
        Should.Throw<ArgumentException>(() => Scheduler.Find(new ScheduleProblem { Moves = [Move("one", "a", "a")] }));
        Should.Throw<ArgumentException>(() => Scheduler.InOrder(new ScheduleProblem { Moves = [Move("one", "a", "b") with { Paces = [] }] }));
    }
}

using FsCheck;
using FsCheck.Fluent;
using Respite.Planning.Schedule;

namespace Respite.Planning.Tests.Schedule;

public sealed class ScheduleInvariantTests
{
    private static void Always(Action<ScheduleProblem, MoveSchedule> holds) => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var problem = RandomProblem.Of(seed);
            holds(problem, Scheduler.Find(problem));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void No_limit_link_or_room_is_exceeded_at_any_instant() => Always((problem, schedule) =>
        ScheduleChecker.Errors(problem, schedule.Moves).ShouldBeEmpty());

    [Fact]
    public void Every_move_starts_once_or_is_stuck() => Always((problem, schedule) =>
        schedule.Moves.Select(move => move.Move.Id).Concat(schedule.Stuck.Select(move => move.Move.Id)).Order()
            .ShouldBe(problem.Moves.Select(move => move.Id).Order()));

    [Fact]
    public void The_last_end_is_the_makespan_and_never_before_the_bound() => Always((_, schedule) =>
    {
        schedule.Makespan.ShouldBe(schedule.Moves.Select(move => move.End).DefaultIfEmpty(0).Max());
        schedule.LowerBound.ShouldBeLessThanOrEqualTo(schedule.Makespan);
        schedule.Optimal.ShouldBe(schedule.LowerBound == schedule.Makespan);
    });

    [Fact]
    public void The_same_problem_gives_the_same_schedule() => Always((problem, schedule) =>
        Scheduler.Find(problem).Moves.ShouldBe(schedule.Moves, ignoreOrder: false));

    [Fact]
    public void Without_holds_the_order_alone_gives_the_same_times() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var problem = RandomProblem.Of(seed) with { Holds = false };
            problem = problem with { Moves = [.. problem.Moves.Select(move => move with { Paces = [move.Paces[0]] })] };
            var found = Scheduler.Find(problem);
            Scheduler.InOrder(problem with { Moves = [.. found.Moves.Select(move => move.Move), .. found.Stuck.Select(move => move.Move)] })
                .Moves.ShouldBe(found.Moves, ignoreOrder: false);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Replayed_step_by_step_the_order_never_overfills_a_host() => Always((problem, schedule) =>
    {
        var free = problem.Free.ToDictionary();
        foreach (var (_, starts, move) in schedule.Moves.SelectMany(move => new[] { (At: move.Start, Starts: true, move.Move), (At: move.End, Starts: false, move.Move) })
            .OrderBy(step => step.At).ThenBy(step => step.Starts))
            if (starts && move.Destination is { } to && free.TryGetValue(to, out var there))
            {
                move.Resources.Fits(there).ShouldBeTrue($"{move.Id} to {to}");
                free[to] = there.Minus(move.Resources);
            }
            else if (!starts && free.TryGetValue(move.Source, out var left))
                free[move.Source] = left.Plus(move.Resources);
    });
}

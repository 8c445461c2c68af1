using Respite.Planning.Schedule;

namespace Respite.Planning.Tests.Schedule;

/// <summary>Against every order and pace there is, on cases of up to five moves.</summary>
public sealed class BestScheduleTests
{
    private static readonly (ScheduleProblem Problem, (int Started, int Makespan) Best)[] Cases =
        [.. Enumerable.Range(0, 400).Select(seed => RandomProblem.Of(seed, moves: 5) with { Holds = true }).Select(problem => (problem, BestSchedule.Of(problem)))];

    [Fact]
    public void As_many_moves_start_as_can_and_the_last_ends_as_early_as_it_can()
    {
        foreach (var (problem, best) in Cases)
        {
            var found = Scheduler.Find(problem);
            found.Moves.Count.ShouldBe(best.Started);
            if (found.Stuck.Count == 0)
                (found.Makespan, found.Optimal).ShouldBe((best.Makespan, true));
        }
        Cases.Count(pair => pair.Best.Started == pair.Problem.Moves.Count && pair.Problem.Moves.Count > 3).ShouldBeGreaterThan(50, "else they say little");
    }

    [Fact]
    public void Looking_at_every_way_finds_the_best_without_a_search_before_it()
    {
        foreach (var (problem, best) in Cases.Where(pair => pair.Best.Started == pair.Problem.Moves.Count))
        {
            var board = new Board(problem);
            var exact = new ExactSearch(board, Bounds.EarliestStarts(board), int.MaxValue);
            (exact.Run(), exact.Makespan).ShouldBe((true, best.Makespan));
        }
    }

    [Fact]
    public void Without_looking_at_every_order_hardly_any_is_worse_and_none_by_much()
    {
        var ratios = Cases.Where(pair => pair.Best.Started == pair.Problem.Moves.Count)
            .Select(pair => (double)Scheduler.Find(pair.Problem with { Effort = 5_000, Holds = false }).Makespan / pair.Best.Makespan).ToArray();
        ratios.Average().ShouldBeLessThan(1.01);
    }

    [Fact]
    public void The_bound_is_never_above_what_is_possible()
    {
        foreach (var (problem, best) in Cases.Where(pair => pair.Best.Started == pair.Problem.Moves.Count))
            Scheduler.InOrder(problem).LowerBound.ShouldBeLessThanOrEqualTo(best.Makespan);
    }
}

using System.Diagnostics;
using Respite.Planning.Schedule;
using Respite.Planning.Tests.Schedule;

namespace Respite.Bench.Order;

/// <summary>The order of moves: against mVM's own schedules of its public instances, and against the best order of small random cases.</summary>
internal static class OrderBench
{
    private const double MostMilliseconds = 50;
    private const int Cases = 300;

    /// <param name="folder">Of mVM's instances; without them their rows are left out.</param>
    public static int Run(string folder)
    {
        if (Directory.Exists(folder))
            AgainstMvm(Mvm.ReadAll(folder));
        else
            Console.Error.WriteLine("mVM's instances are not here (bench/run order FOLDER, or MVM_DATA): their rows are left out");
        AgainstBest("with holds", holds: true);
        AgainstBest("as a drain starts them", holds: false);
        return 0;
    }

    private static void AgainstMvm(IReadOnlyList<Mvm> instances)
    {
        // Once through, until the compiler has done what it does to code that is used often.
        foreach (var instance in instances)
            Scheduler.Find(instance.Problem);
        var found = instances.Select(instance => Timed(instance.Problem)).ToArray();
        var barriers = instances.Select(instance => Barriers.Of(instance.Problem)).ToArray();
        foreach (var (instance, (schedule, milliseconds)) in instances.Zip(found))
            Console.Error.WriteLine($"{instance.Name}: {schedule.Makespan} s, mean {schedule.MeanEnd:F1} s, {(schedule.Optimal ? "proven best" : $"bound {schedule.LowerBound} s")}, {milliseconds:F1} ms; "
                + $"mVM {instance.Published.Max(move => move.End)} s, mean {instance.Published.Average(move => move.End):F1} s");
        var makespan = found.Average(pair => pair.Schedule.Makespan);
        var mean = found.Average(pair => pair.Schedule.MeanEnd);
        var theirs = instances.Average(instance => instance.Published.Max(move => move.End));
        var theirMean = instances.Average(instance => instance.Published.Average(move => move.End));
        var @fixed = barriers.Average(moves => moves.Max(move => move.End));
        var wrong = instances.Zip(found).Sum(pair => Wrong(pair.First.Problem, pair.Second.Schedule.Moves));
        var theirsWrong = instances.Zip(barriers).Sum(pair => Wrong(pair.First.Problem, pair.First.Published) + Wrong(pair.First.Problem, pair.Second));
        var slowest = found.Max(pair => pair.Milliseconds);
        Rows.Write($"mean makespan of {instances.Count} instances", $"{makespan:F1} s", $"mVM: {theirs:F1} s", "at most mVM's", makespan <= theirs);
        Rows.Write("mean completion", $"{mean:F1} s", $"mVM: {theirMean:F1} s", "at most mVM's", mean <= theirMean);
        Rows.Write("mean makespan", $"{makespan / @fixed:F2} ({makespan:F1} s)", $"two at a time, with barriers: {@fixed:F1} s", "at most 0.75", makespan <= 0.75 * @fixed);
        Rows.Write("makespan proven to be the best", $"{found.Count(pair => pair.Schedule.Optimal)} of {instances.Count}");
        Rows.Write("links, room or lengths broken, second by second", $"{wrong}", $"mVM's and the fixed ones: {theirsWrong}", "0", wrong == 0);
        Rows.Write("found in (fastest of 5)", $"median {Median([.. found.Select(pair => pair.Milliseconds)]):F0} ms, slowest {slowest:F0} ms", "-", $"each under {MostMilliseconds} ms", slowest < MostMilliseconds);
    }

    /// <summary>Random cases of up to six moves; the best is found by trying every order and pace.</summary>
    private static void AgainstBest(string how, bool holds)
    {
        var ratios = new List<double>();
        var wrong = 0;
        for (var seed = 0; ratios.Count < Cases; seed++)
        {
            var problem = RandomProblem.Of(seed, moves: 6) with { Holds = holds };
            var best = BestSchedule.Of(problem);
            if (problem.Moves.Count < 4 || best.Started < problem.Moves.Count)
                continue;
            var found = Scheduler.Find(problem);
            wrong += Wrong(problem, found.Moves) + found.Stuck.Count;
            ratios.Add((double)found.Makespan / best.Makespan);
        }
        Rows.Write($"makespan of {Cases} small random cases, {how}", $"mean {ratios.Average():F3}, {ratios.Count(ratio => ratio <= 1.05)} within 5 %, worst {ratios.Max():F2}, {wrong} broken or stuck",
            "the best of all orders", "mean at most 1.05, none broken", ratios.Average() <= 1.05 && wrong == 0);
    }

    /// <summary>The fastest of five, so that what else the machine does counts little.</summary>
    private static (MoveSchedule Schedule, double Milliseconds) Timed(ScheduleProblem problem) => Enumerable.Range(0, 5).Select(_ =>
    {
        var clock = Stopwatch.StartNew();
        return (Schedule: Scheduler.Find(problem), clock.Elapsed.TotalMilliseconds);
    }).MinBy(run => run.TotalMilliseconds);

    private static int Wrong(ScheduleProblem problem, IReadOnlyList<TimedMove> moves) =>
        ScheduleChecker.Errors(problem, moves).Count + (problem.Moves.Count - moves.Count);

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}

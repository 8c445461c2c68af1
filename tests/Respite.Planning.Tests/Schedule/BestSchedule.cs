using Respite.Planning.Schedule;

namespace Respite.Planning.Tests.Schedule;

/// <summary>
/// The earliest last end of a few moves, by trying every order and pace: each starts at the first end (or at once) not before the start of
/// the one before it. An order with the earliest last end is among these, as every one can be pushed to the left into one of them.
/// </summary>
internal static class BestSchedule
{
    /// <returns>The moves that can start at the most, and the earliest last end of so many.</returns>
    public static (int Started, int Makespan) Of(ScheduleProblem problem) => Visit(problem, [], (0, 0));

    private static (int Started, int Makespan) Visit(ScheduleProblem problem, List<TimedMove> placed, (int Started, int Makespan) best)
    {
        var end = placed.Select(move => move.End).DefaultIfEmpty(0).Max();
        if (placed.Count > best.Started || (placed.Count == best.Started && end < best.Makespan))
            best = (placed.Count, end);
        if (best.Started == problem.Moves.Count && end >= best.Makespan)
            return best;
        var from = placed.Count == 0 ? 0 : placed[^1].Start;
        int[] moments = [from, .. placed.Select(move => move.End).Where(at => at > from).Distinct().Order()];
        foreach (var move in problem.Moves.Except(placed.Select(move => move.Move)))
            foreach (var pace in move.Paces)
                foreach (var moment in moments)
                {
                    placed.Add(new TimedMove(move, moment, pace));
                    // Nothing starts after it yet: what holds at its start holds for as long as it runs.
                    var fits = ScheduleChecker.ErrorsAt(problem, placed, moment).Count == 0;
                    if (fits)
                        best = Visit(problem, placed, best);
                    placed.RemoveAt(placed.Count - 1);
                    if (fits)
                        break;
                }
        return best;
    }
}

namespace Respite.Planning.Schedule;

/// <summary>
/// Finds when each move should start, so that the last one ends early, and then that they end early on average. Pure, and the same for
/// the same problem. See docs/planning.md.
/// </summary>
public static class Scheduler
{
    /// <exception cref="ArgumentException">A move has no pace, or goes to the host that it is on.</exception>
    public static MoveSchedule Find(ScheduleProblem problem)
    {
        Check(problem);
        if (problem.Moves.Count == 0)
            return new MoveSchedule { Moves = [], Stuck = [], Makespan = 0, LowerBound = 0, Optimal = true };
        var board = new Board(problem);
        var earliest = Bounds.EarliestStarts(board);
        var bound = Bounds.Makespan(board, earliest);
        var replay = new Replay(board);
        var cost = replay.Run(new LocalSearch(board, bound).Run());
        var (start, way) = (replay.Start, replay.WayOf);
        // Only where holds are allowed: without, some of these times come from no order.
        if (problem.Holds && cost.Makespan > bound && board.Count <= ExactSearch.MostMoves)
        {
            var exact = new ExactSearch(board, earliest, cost.Stuck > earliest.Count(at => at == Bounds.Never) ? int.MaxValue : cost.Makespan);
            if (exact.Run())
                bound = exact.Makespan;
            (start, way) = exact.Found ?? (start, way);
        }
        return Schedule(board, start, way, earliest, bound);
    }

    /// <summary>The times that an order comes to when whoever starts the moves takes the first in order that can start.</summary>
    /// <param name="problem">Its moves are in that order.</param>
    /// <exception cref="ArgumentException">A move has no pace, or goes to the host that it is on.</exception>
    public static MoveSchedule InOrder(ScheduleProblem problem)
    {
        Check(problem);
        var board = new Board(problem);
        var replay = new Replay(board);
        replay.Run(Choice.Of([.. Enumerable.Range(0, board.Count)], hold: false));
        var earliest = Bounds.EarliestStarts(board);
        return Schedule(board, replay.Start, replay.WayOf, earliest, Bounds.Makespan(board, earliest));
    }

    private static MoveSchedule Schedule(Board board, int[] start, int[] way, int[] earliest, int bound)
    {
        var started = Enumerable.Range(0, board.Count).Where(move => start[move] >= 0).OrderBy(move => start[move])
            .Select(move => new TimedMove(board.Problem.Moves[move], start[move], board.Ways[move][way[move]].Pace)).ToArray();
        // What no way was found for does not count in the bound of the rest.
        if (Enumerable.Range(0, board.Count).Any(move => start[move] < 0 && earliest[move] != Bounds.Never))
            bound = Bounds.Makespan(board, [.. earliest.Select((at, move) => start[move] < 0 ? Bounds.Never : at)]);
        var makespan = started.Select(move => move.End).DefaultIfEmpty(0).Max();
        return new MoveSchedule
        {
            Moves = started,
            Stuck = Stuck.Of(board, start, earliest),
            Makespan = makespan,
            LowerBound = bound,
            Optimal = makespan == bound,
        };
    }

    private static void Check(ScheduleProblem problem)
    {
        foreach (var move in problem.Moves)
        {
            if (move.Paces.Count == 0 || move.Paces.Any(pace => pace.Seconds < 1))
                throw new ArgumentException($"Move {move.Id} has no pace of at least a second.", nameof(problem));
            if (move.Source == move.Destination)
                throw new ArgumentException($"Move {move.Id} goes to {move.Source}, where it is.", nameof(problem));
        }
    }
}

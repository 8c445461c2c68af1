using Respite.Planning.Schedule;

namespace Respite.Bench.Order;

/// <summary>
/// The fixed schedule: two at a time, in the order of their numbers (those that have no room yet later), and the next two when both have
/// ended. Two that do not go together on a link run one after the other at full speed, which is faster than to share it.
/// </summary>
internal static class Barriers
{
    public static IReadOnlyList<TimedMove> Of(ScheduleProblem problem)
    {
        var free = problem.Free.ToDictionary();
        var left = problem.Moves.ToList();
        var moves = new List<TimedMove>();
        for (var now = 0; left.Count > 0; now = moves.Max(move => move.End))
        {
            var one = Next() ?? throw new InvalidOperationException("no move has room: the fixed schedule cannot go on");
            IReadOnlyList<TimedMove> batch = Next() is { } two ? Pair(one, two, now, problem) : [new TimedMove(one, now, one.Paces[0])];
            moves.AddRange(batch);
            foreach (var move in batch)
                free[move.Move.Source] = free[move.Move.Source].Plus(move.Move.Resources);
        }
        return moves;

        Transfer? Next()
        {
            if (left.FirstOrDefault(move => move.Resources.Fits(free[move.Destination!])) is not { } move)
                return null;
            left.Remove(move);
            free[move.Destination!] = free[move.Destination!].Minus(move.Resources);
            return move;
        }
    }

    private static TimedMove[] Pair(Transfer one, Transfer two, int now, ScheduleProblem problem)
    {
        var ways = from a in one.Paces
                   from b in two.Paces
                   from gap in new[] { 0, a.Seconds }
                   let pair = new[] { new TimedMove(one, now, a), new TimedMove(two, now + gap, b) }
                   where gap > 0 || Together(pair, problem)
                   select pair;
        return ways.MinBy(pair => (pair.Max(move => move.End), pair.Sum(move => move.End)))!;
    }

    private static bool Together(TimedMove[] pair, ScheduleProblem problem)
    {
        var (one, two, mbps) = (pair[0].Move, pair[1].Move, pair.Sum(move => move.Pace.Mbps));
        return (one.Source != two.Source || mbps <= problem.Links[one.Source].UpMbps)
            && (one.Destination != two.Destination || mbps <= problem.Links[one.Destination!].DownMbps);
    }
}

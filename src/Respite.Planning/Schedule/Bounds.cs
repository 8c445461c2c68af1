namespace Respite.Planning.Schedule;

/// <summary>What no order can beat. Independent of the search.</summary>
internal static class Bounds
{
    public const int Never = int.MaxValue;

    /// <summary>
    /// By move: no order starts it earlier, since room has to be left at its destination first; <see cref="Never"/>: none starts it at all.
    /// </summary>
    public static int[] EarliestStarts(Board board)
    {
        var starts = new int[board.Count];
        Array.Fill(starts, Never);
        var waiting = Enumerable.Range(0, board.Count)
            .Where(move => board.Ways[move].Any(way => way.Uses.All(use => use.Amount <= board.Capacity[use.Of]))).ToList();
        // As if what comes took no room, and only what leaves gave some.
        var free = board.Free.ToArray();
        var running = new PriorityQueue<int, int>();
        for (var now = 0; ;)
        {
            waiting.RemoveAll(move =>
            {
                if (board.Takes[move].Any(take => free[take.Of] < take.Amount))
                    return false;
                starts[move] = now;
                running.Enqueue(move, now + board.Fastest(move));
                return true;
            });
            if (waiting.Count == 0 || !running.TryDequeue(out var ended, out now))
                return starts;
            foreach (var give in board.Gives[ended])
                free[give.Of] += give.Amount;
        }
    }

    /// <param name="starts">By move, see <see cref="EarliestStarts"/>. Moves that never start do not count.</param>
    public static int Makespan(Board board, int[] starts)
    {
        var bound = 0;
        var loads = new List<(int From, long Work)>[board.Capacity.Length];
        for (var slot = 0; slot < loads.Length; slot++)
            loads[slot] = [];
        for (var move = 0; move < board.Count; move++)
        {
            if (starts[move] == Never)
                continue;
            bound = Math.Max(bound, starts[move] + board.Fastest(move));
            foreach (var use in board.LeastWork[move])
                loads[use.Of].Add((starts[move], use.Amount));
        }
        for (var slot = 0; slot < loads.Length; slot++)
        {
            // All that cannot start before some moment goes through the slot after it.
            var work = 0L;
            foreach (var (from, amount) in loads[slot].OrderByDescending(load => load.From))
            {
                work += amount;
                bound = Math.Max(bound, from + (int)((work + board.Capacity[slot] - 1) / board.Capacity[slot]));
            }
        }
        return bound;
    }
}

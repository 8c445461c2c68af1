namespace Respite.Planning.Schedule;

/// <summary>Why moves never start, in words.</summary>
internal static class Stuck
{
    /// <param name="start">By move; -1: it never started.</param>
    /// <param name="earliest">See <see cref="Bounds.EarliestStarts"/>.</param>
    public static IReadOnlyList<StuckMove> Of(Board board, int[] start, int[] earliest)
    {
        int[] stuck = [.. Enumerable.Range(0, board.Count).Where(move => start[move] < 0)];
        if (stuck.Length == 0)
            return [];
        var free = board.Free.ToArray();
        for (var move = 0; move < board.Count; move++)
            if (start[move] >= 0)
            {
                foreach (var take in board.Takes[move])
                    free[take.Of] -= take.Amount;
                foreach (var give in board.Gives[move])
                    free[give.Of] += give.Amount;
            }
        return [.. stuck.Select(move => new StuckMove(board.Problem.Moves[move], Why(move), earliest[move] == Bounds.Never))];

        string Why(int move)
        {
            var there = board.Problem.Moves[move].Destination;
            if (!board.Takes[move].Any(take => free[take.Of] < take.Amount))
                return "a limit or a link lets it start at no time";
            var leavers = stuck.Where(other => board.Gives[other].Any(give => board.Takes[move].Any(take => take.Of == give.Of && free[take.Of] < take.Amount)))
                .Select(other => board.Problem.Moves[other]).ToArray();
            return leavers.Length == 0
                ? $"{there} has no room for it, and nothing that could make some leaves"
                : $"waits for room on {there}, until one of these has left that wait as well: {string.Join(", ", leavers.Select(other => $"{other.Id} to {other.Destination}"))}";
        }
    }
}

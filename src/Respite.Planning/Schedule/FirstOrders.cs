namespace Respite.Planning.Schedule;

/// <summary>Orders to begin with.</summary>
internal static class FirstOrders
{
    public static IEnumerable<int[]> Of(Board board)
    {
        var busiest = Busiest(board);
        var unlocks = Unlocks(board);
        int[] seconds = [.. Enumerable.Range(0, board.Count).Select(board.Fastest)];
        yield return By(move => (-unlocks[move], -busiest[move], -seconds[move]));
        yield return By(move => (-busiest[move], -seconds[move], 0));
        yield return By(move => (-seconds[move], -busiest[move], 0));
        yield return By(move => (seconds[move], 0, 0));
        yield return By(move => (-unlocks[move], seconds[move], 0));

        int[] By(Func<int, (double, double, double)> key) => [.. Enumerable.Range(0, board.Count).OrderBy(key)];
    }

    /// <summary>By move: how long the busiest slot that it goes through is needed by all.</summary>
    private static double[] Busiest(Board board)
    {
        var load = new double[board.Capacity.Length];
        foreach (var ways in board.Ways)
            foreach (var use in ways[0].Uses)
                load[use.Of] += (double)ways[0].Seconds * use.Amount / Math.Max(1, board.Capacity[use.Of]);
        return [.. board.Ways.Select(ways => ways[0].Uses.Select(use => load[use.Of]).DefaultIfEmpty(0).Max())];
    }

    /// <summary>By move: how much work waits for the room that it leaves, and for what that work leaves in turn.</summary>
    private static double[] Unlocks(Board board)
    {
        var wanted = new double[board.Free.Length];
        var unlocks = new double[board.Count];
        for (var round = 0; round < 3; round++)
        {
            Array.Clear(wanted);
            for (var move = 0; move < board.Count; move++)
                foreach (var take in board.Takes[move])
                    wanted[take.Of] += board.Fastest(move) + (unlocks[move] / 2);
            for (var move = 0; move < board.Count; move++)
                unlocks[move] = board.Gives[move].Select(give => wanted[give.Of]).DefaultIfEmpty(0).Max();
        }
        return unlocks;
    }
}

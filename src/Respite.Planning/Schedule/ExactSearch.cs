namespace Respite.Planning.Schedule;

/// <summary>
/// Every way to time a few moves: at each moment one more starts, or all wait for the next end (an order with the earliest last end is
/// among these). What cannot end earlier than the best known is cut off.
/// </summary>
internal sealed class ExactSearch(Board board, int[] earliest, int makespan)
{
    /// <summary>More moves than this are not tried.</summary>
    public const int MostMoves = 10;

    private const int MostNodes = 15_000;

    private readonly long[] _left = [.. board.Capacity];
    private readonly long[] _free = [.. board.Free];
    private readonly int[] _start = [.. Enumerable.Repeat(-1, board.Count)];
    private readonly int[] _way = new int[board.Count];
    private readonly long[] _work = new long[board.Capacity.Length];
    private readonly List<(int Move, int End)> _running = [];
    private int _nodes;

    /// <summary>The earliest last end known.</summary>
    public int Makespan { get; private set; } = makespan;

    /// <summary>When each move starts and which way it runs, if a better one than the given was found.</summary>
    public (int[] Start, int[] Way)? Found { get; private set; }

    /// <returns>All were looked at: <see cref="Makespan"/> is the earliest that there is.</returns>
    public bool Run()
    {
        Visit(0, 0, -1, earliest.Count(start => start != Bounds.Never));
        return _nodes <= MostNodes;
    }

    private void Visit(int now, int end, int last, int left)
    {
        if (left == 0)
        {
            if (end < Makespan)
                (Makespan, Found) = (end, ([.. _start], [.. _way]));
            return;
        }
        if (++_nodes > MostNodes || Bound(now, end) >= Makespan)
            return;
        // Those that start at one moment do so by their numbers: any other order of them is the same.
        for (var move = last + 1; move < board.Count; move++)
        {
            if (_start[move] >= 0 || earliest[move] > now || !Has(_free, board.Takes[move]))
                continue;
            for (var way = 0; way < board.Ways[move].Length; way++)
                if (Has(_left, board.Ways[move][way].Uses))
                    Start(move, way, now, end, left);
        }
        if (_running.Count > 0)
            Wait(end, left);
    }

    private void Start(int move, int way, int now, int end, int left)
    {
        var ends = now + board.Ways[move][way].Seconds;
        (_start[move], _way[move]) = (now, way);
        _running.Add((move, ends));
        Add(_left, board.Ways[move][way].Uses, -1);
        Add(_free, board.Takes[move], -1);
        Visit(now, Math.Max(end, ends), move, left - 1);
        Add(_free, board.Takes[move], 1);
        Add(_left, board.Ways[move][way].Uses, 1);
        _running.RemoveAt(_running.Count - 1);
        _start[move] = -1;
    }

    private void Wait(int end, int left)
    {
        var next = _running.Min(running => running.End);
        var before = _running.ToArray();
        var ended = Array.FindAll(before, running => running.End == next);
        _running.RemoveAll(running => running.End == next);
        foreach (var (move, _) in ended)
        {
            Add(_left, board.Ways[move][_way[move]].Uses, 1);
            Add(_free, board.Gives[move], 1);
        }
        Visit(next, end, -1, left);
        foreach (var (move, _) in ended)
        {
            Add(_left, board.Ways[move][_way[move]].Uses, -1);
            Add(_free, board.Gives[move], -1);
        }
        _running.Clear();
        _running.AddRange(before);
    }

    /// <summary>What is left has to go through each slot after what runs there now.</summary>
    private int Bound(int now, int end)
    {
        var bound = end;
        Array.Clear(_work);
        foreach (var (move, ends) in _running)
            foreach (var use in board.Ways[move][_way[move]].Uses)
                _work[use.Of] += (ends - now) * use.Amount;
        for (var move = 0; move < board.Count; move++)
        {
            if (_start[move] >= 0 || earliest[move] == Bounds.Never)
                continue;
            bound = Math.Max(bound, Math.Max(now, earliest[move]) + board.Fastest(move));
            foreach (var use in board.LeastWork[move])
                _work[use.Of] += use.Amount;
        }
        for (var slot = 0; slot < _work.Length; slot++)
            bound = Math.Max(bound, now + (int)((_work[slot] + board.Capacity[slot] - 1) / board.Capacity[slot]));
        return bound;
    }

    private static bool Has(long[] there, Use[] uses)
    {
        foreach (var use in uses)
            if (there[use.Of] < use.Amount)
                return false;
        return true;
    }

    private static void Add(long[] to, Use[] uses, int sign)
    {
        foreach (var use in uses)
            to[use.Of] += sign * use.Amount;
    }
}

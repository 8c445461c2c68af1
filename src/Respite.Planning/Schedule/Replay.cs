namespace Respite.Planning.Schedule;

/// <summary>
/// Plays a choice through: at the beginning and whenever a move ends, those that wait are looked at in order, and each that can start
/// does. Nothing is exceeded at any instant, whatever the choice. Used again and again, so it keeps its arrays.
/// </summary>
internal sealed class Replay(Board board)
{
    private readonly long[] _left = new long[board.Capacity.Length];
    private readonly long[] _free = new long[board.Free.Length];
    private readonly int[] _waiting = new int[board.Count];
    private readonly List<(int Move, int Way)> _held = [];
    private readonly PriorityQueue<int, int> _running = new();
    private int _open;

    /// <summary>By move; -1 for one that never starts.</summary>
    public int[] Start { get; } = new int[board.Count];

    /// <summary>By move: the index of the way it runs.</summary>
    public int[] WayOf { get; } = new int[board.Count];

    /// <summary>Looks at one move at one moment, so far.</summary>
    public long Looks { get; private set; }

    public Cost Run(Choice choice)
    {
        board.Capacity.CopyTo(_left, 0);
        board.Free.CopyTo(_free, 0);
        choice.Order.CopyTo(_waiting, 0);
        Array.Fill(Start, -1);
        _running.Clear();
        _open = board.Count;
        var (now, makespan, ends) = (0, 0, 0L);
        while (true)
        {
            var started = Scan(choice, now, choice.Holds, ref makespan, ref ends);
            // What holds may keep all others from what it waits for itself: then it has to let one go.
            if (started == 0 && _running.Count == 0 && Scan(choice, now, null, ref makespan, ref ends) == 0)
                break;
            if (_open == 0)
                break;
            now = Wait();
        }
        return new Cost(_open, makespan, ends);
    }

    private int Scan(Choice choice, int now, bool[]? holds, ref int makespan, ref long ends)
    {
        var kept = 0;
        for (var i = 0; i < _open; i++)
        {
            Looks++;
            if (!Has(board.Common))
            {
                Keep(i, ref kept);
                break;
            }
            var move = _waiting[i];
            var way = Fitting(move, choice.Pace[move]);
            if (way < 0)
            {
                _waiting[kept++] = move;
                if (holds is not null && holds[move])
                    Hold(move, Math.Max(choice.Pace[move], 0));
                continue;
            }
            Begin(move, way);
            (Start[move], WayOf[move]) = (now, way);
            var end = now + board.Ways[move][way].Seconds;
            _running.Enqueue(move, end);
            makespan = Math.Max(makespan, end);
            ends += end;
            if (holds is not null)
                continue;
            Keep(i + 1, ref kept);
            break;
        }
        Release();
        var started = _open - kept;
        _open = kept;
        return started;
    }

    /// <summary>All from there on go on waiting.</summary>
    private void Keep(int from, ref int kept)
    {
        Array.Copy(_waiting, from, _waiting, kept, _open - from);
        kept += _open - from;
    }

    private int Fitting(int move, int wanted)
    {
        foreach (var take in board.Takes[move])
            if (_free[take.Of] < take.Amount)
                return -1;
        var ways = board.Ways[move];
        for (var way = Math.Max(wanted, 0); way < ways.Length; way++)
        {
            if (Has(ways[way].Uses))
                return way;
            if (wanted != Choice.Any)
                break;
        }
        return -1;
    }

    private bool Has(Use[] uses)
    {
        foreach (var use in uses)
            if (_left[use.Of] < use.Amount)
                return false;
        return true;
    }

    private void Begin(int move, int way)
    {
        foreach (var use in board.Ways[move][way].Uses)
            _left[use.Of] -= use.Amount;
        foreach (var take in board.Takes[move])
            _free[take.Of] -= take.Amount;
    }

    private void Hold(int move, int way)
    {
        Begin(move, way);
        _held.Add((move, way));
    }

    private void Release()
    {
        foreach (var (move, way) in _held)
        {
            foreach (var use in board.Ways[move][way].Uses)
                _left[use.Of] += use.Amount;
            foreach (var take in board.Takes[move])
                _free[take.Of] += take.Amount;
        }
        _held.Clear();
    }

    /// <summary>To the next end, and past all that end with it.</summary>
    private int Wait()
    {
        _running.TryPeek(out _, out var now);
        while (_running.TryPeek(out var move, out var end) && end == now)
        {
            _running.Dequeue();
            foreach (var use in board.Ways[move][WayOf[move]].Uses)
                _left[use.Of] += use.Amount;
            foreach (var give in board.Gives[move])
                _free[give.Of] += give.Amount;
        }
        return now;
    }
}

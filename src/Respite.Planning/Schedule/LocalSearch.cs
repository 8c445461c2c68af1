namespace Respite.Planning.Schedule;

/// <summary>
/// Changes a choice a little, again and again, and goes on from what is not much worse (simulated annealing; the same seed walks the
/// same way). Bounded by looks, not by time.
/// </summary>
internal sealed class LocalSearch(Board board, int bound)
{
    private readonly Replay _replay = new(board);
    private readonly Random _random = new(board.Problem.Seed);
    private Choice _best = Choice.Of([.. Enumerable.Range(0, board.Count)], hold: false);

    public Cost BestCost { get; private set; } = Cost.Worst;

    public Choice Run()
    {
        foreach (var order in FirstOrders.Of(board))
        {
            Try(Choice.Of(order, hold: false));
            if (board.Problem.Holds)
                Try(Choice.Of([.. order], hold: true));
        }
        if (board.Count > 1)
            Walk();
        return _best;
    }

    private void Try(Choice choice)
    {
        if (_replay.Run(choice) is var cost && cost.CompareTo(BestCost) < 0)
            (_best, BestCost) = (choice, cost);
    }

    private void Walk()
    {
        var (current, next) = (_best.Copy(), _best.Copy());
        var at = BestCost.Scalar(board.Count);
        var first = Math.Max(1, bound) * 0.05;
        var spent = _replay.Looks;
        while (_replay.Looks < board.Problem.Effort)
        {
            var heat = first * (1 - ((double)(_replay.Looks - spent) / Math.Max(1, board.Problem.Effort - spent)));
            next.CopyFrom(current);
            Change(next);
            var cost = _replay.Run(next);
            var scalar = cost.Scalar(board.Count);
            if (scalar > at && _random.NextDouble() >= Math.Exp((at - scalar) / Math.Max(heat, 1e-9)))
                continue;
            (current, next) = (next, current);
            at = scalar;
            if (cost.CompareTo(BestCost) < 0)
                (_best, BestCost) = (current.Copy(), cost);
        }
    }

    private void Change(Choice choice)
    {
        var move = _random.Next(board.Count);
        switch (_random.Next(board.Problem.Holds ? 6 : 3))
        {
            case 0 or 1:
                Shift(choice.Order, _random.Next(board.Count), _random.Next(board.Count));
                break;
            case 2:
                var other = _random.Next(board.Count);
                (choice.Order[move], choice.Order[other]) = (choice.Order[other], choice.Order[move]);
                break;
            case 3:
                choice.Pace[move] = _random.Next(board.Ways[move].Length + 1) - 1;
                break;
            case 4:
                choice.Holds[move] = !choice.Holds[move];
                break;
            default:
                Shift(choice.Order, _random.Next(board.Count), _random.Next(board.Count));
                choice.Holds[choice.Order[_random.Next(board.Count)]] = true;
                break;
        }
    }

    private static void Shift(int[] order, int from, int to)
    {
        var move = order[from];
        if (from < to)
            Array.Copy(order, from + 1, order, from, to - from);
        else
            Array.Copy(order, to, order, to + 1, from - to);
        order[to] = move;
    }
}

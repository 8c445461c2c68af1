using Respite.Planning.Model;

namespace Respite.Planning.Schedule;

/// <summary>
/// A problem as numbers. A <em>slot</em> is what a move takes while it is under way (a place under a limit, a share of a link); a
/// <em>room</em> is one resource class of one host. Slots and rooms that cannot run out are left out.
/// </summary>
internal sealed class Board
{
    public Board(ScheduleProblem problem)
    {
        Problem = problem;
        (Capacity, Ways) = Slots.Of(problem);
        LeastWork = [.. Ways.Select(paces => Least(paces, way => way.Uses.Select(use => use with { Amount = way.Seconds * use.Amount })))];
        Common = CommonOf(Ways);
        (Free, Takes, Gives) = Room(problem);
    }

    public ScheduleProblem Problem { get; }

    public int Count => Ways.Length;

    /// <summary>By slot.</summary>
    public long[] Capacity { get; }

    /// <summary>By move: its paces, the fastest first, with what each takes of which slot.</summary>
    public Way[][] Ways { get; }

    /// <summary>By move: what it needs of a slot times how long, at the least.</summary>
    public Use[][] LeastWork { get; }

    /// <summary>What every move takes of slots, at the least: where one of these has run out, nothing starts.</summary>
    public Use[] Common { get; }

    /// <summary>By room: free before anything moves.</summary>
    public long[] Free { get; }

    /// <summary>By move: what it needs on its destination.</summary>
    public Use[][] Takes { get; }

    /// <summary>By move: what it leaves on its source.</summary>
    public Use[][] Gives { get; }

    public int Fastest(int move) => Ways[move][0].Seconds;

    private static Use[] CommonOf(Way[][] ways) =>
        [.. ways.SelectMany(paces => Least(paces, way => way.Uses)).GroupBy(use => use.Of).Where(uses => uses.Count() == ways.Length).Select(uses => uses.MinBy(use => use.Amount))];

    /// <summary>The least amount of each slot, over the paces of one move; without the slots that it does not take at every pace.</summary>
    private static Use[] Least(Way[] paces, Func<Way, IEnumerable<Use>> uses) =>
        [.. paces.SelectMany(uses).GroupBy(use => use.Of).Where(same => same.Count() == paces.Length).Select(same => same.MinBy(use => use.Amount))];

    private static (long[] Free, Use[][] Takes, Use[][] Gives) Room(ScheduleProblem problem)
    {
        var coming = new Dictionary<(string Host, string Class), long>();
        foreach (var move in problem.Moves)
            if (move.Destination is { } to && problem.Free.ContainsKey(to))
                foreach (var (name, amount) in move.Resources)
                    if (amount > 0)
                        coming[(to, name)] = coming.GetValueOrDefault((to, name)) + amount;
        var index = new Dictionary<(string, string), int>();
        var free = new List<long>();
        foreach (var (key, amount) in coming)
            if (problem.Free[key.Host][key.Class] is var there && there < amount)
            {
                index[key] = free.Count;
                free.Add(there);
            }
        return ([.. free], [.. problem.Moves.Select(move => Uses(move, move.Destination))], [.. problem.Moves.Select(move => Uses(move, move.Source))]);

        Use[] Uses(Transfer move, string? host) => host is null || index.Count == 0
            ? []
            : [.. move.Resources.Where(pair => pair.Value > 0 && index.ContainsKey((host, pair.Key))).Select(pair => new Use(index[(host, pair.Key)], pair.Value))];
    }
}

/// <summary>An amount of a slot or of a room.</summary>
internal readonly record struct Use(int Of, long Amount);

internal sealed record Way(Pace Pace, Use[] Uses)
{
    public int Seconds => Pace.Seconds;
}

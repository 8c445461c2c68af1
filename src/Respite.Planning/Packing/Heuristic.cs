using Respite.Planning.Model;

namespace Respite.Planning.Packing;

/// <summary>
/// The hardest first, each into its best room; what does not fit then ejects what is in its way (<see cref="Ejection"/>). If something is
/// still left over, the whole is tried again in other orders.
/// </summary>
internal sealed class Heuristic
{
    private const int Restarts = 24;

    private readonly PackingState _state;
    private readonly bool _pack;
    private readonly Random _random;
    private readonly int[] _hardestFirst;
    private readonly bool[] _hopeless;

    public Heuristic(PackingState state, bool pack, int seed)
    {
        (_state, _pack, _random) = (state, pack, new Random(seed));
        _hopeless = Hopeless(state);
        _hardestFirst = HardestFirst(state);
    }

    /// <summary>For each unit its room, or -1. The state is left as the answer says.</summary>
    public int[] First() => Try(_hardestFirst, _pack);

    /// <summary>The best of other orders, by how much is left over.</summary>
    public int[] Again(int[] best)
    {
        var order = (int[])_hardestFirst.Clone();
        for (var restart = 0; restart < Restarts && Left(best) > 0 && _state.Budget > 0; restart++)
        {
            // What found no room goes first next time; every third time chance decides, so that two orders cannot alternate for ever.
            if (restart % 3 == 2)
                _random.Shuffle(order);
            var last = _state.Assignment();
            order = [.. order.OrderBy(unit => last[unit] >= 0)];
            var found = Try(order, pack: restart % 2 == 0);
            if (Left(found) < Left(best))
                best = found;
        }
        return best;
    }

    private int[] Try(int[] order, bool pack)
    {
        _state.Clear();
        foreach (var unit in order)
            // What fits nowhere while everything is empty is not helped by moving others about.
            if (!_hopeless[unit])
                Ejection.Insert(_state, unit, pack);
        return _state.Assignment();
    }

    private static int Left(int[] assignment) => assignment.Count(room => room < 0);

    private static bool[] Hopeless(PackingState state)
    {
        var byKind = state.Units.DistinctBy(unit => unit.Kind)
            .ToDictionary(unit => unit.Kind, unit => !Array.Exists(unit.Candidates, room => unit.Fits(state.Rooms[room])));
        return [.. state.Units.Select(unit => byKind[unit.Kind])];
    }

    /// <summary>How many rooms have what a unit needs while nothing is placed.</summary>
    private static int[] Choices(PackingState state)
    {
        var counts = new Dictionary<(int[], ResourceVector), int>();
        foreach (var unit in state.Units.DistinctBy(unit => (unit.Candidates, unit.Resources)))
            counts[(unit.Candidates, unit.Resources)] = unit.Candidates.Count(room => unit.Resources.Fits(state.Rooms[room].Free));
        return [.. state.Units.Select(unit => counts[(unit.Candidates, unit.Resources)])];
    }

    private static int[] HardestFirst(PackingState state)
    {
        var units = state.Units;
        var choices = Choices(state);
        var free = ResourceVector.Zero;
        var seen = new bool[state.Rooms.Length];
        foreach (var candidates in units.Select(unit => unit.Candidates).Distinct())
            foreach (var room in candidates)
            {
                if (!seen[room])
                    free = free.Plus(state.Rooms[room].Free);
                seen[room] = true;
            }
        var share = units.Select(unit => unit.Resources.Select(pair => (double)pair.Value / Math.Max(1, free[pair.Key])).DefaultIfEmpty().Max()).ToArray();
        return
        [
            .. Enumerable.Range(0, units.Count)
                .OrderBy(unit => choices[unit])
                .ThenByDescending(unit => share[unit])
                .ThenBy(unit => units[unit].Id, StringComparer.Ordinal),
        ];
    }
}

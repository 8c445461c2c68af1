using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>
/// Finds a room for every unit: the hardest first, each where most headroom stays; what does not fit then ejects what is in its way
/// (<see cref="Ejection"/>); and if something is still left over, the whole is tried again in other orders. All within a bound.
/// </summary>
internal sealed class Packing
{
    private const int Restarts = 24;
    private const long RoomsLookedAt = 2_000_000;

    private readonly PackingState _state;
    private readonly int[] _choices;
    private readonly int[] _hardestFirst;

    private Packing(PackingState state)
    {
        _state = state;
        _choices = [.. state.Units.Select((unit, index) => unit.Candidates.Count(room => state.Fits(index, room)))];
        _hardestFirst = HardestFirst(state, _choices);
    }

    /// <summary>For each unit the index of its room, or -1. The rooms are left filled accordingly.</summary>
    /// <param name="hopeless">It is known that not everything fits: one try shows what does.</param>
    public static int[] Solve(IReadOnlyList<PackingUnit> units, HostRoom[] rooms, PlacementContext context, int seed, bool hopeless)
    {
        var state = new PackingState(units, rooms, context, RoomsLookedAt);
        var packing = new Packing(state);
        var best = packing.Try(packing._hardestFirst, pack: false);
        if (!hopeless && Array.IndexOf(packing._choices, 0) < 0)
            best = packing.TryAgain(best, new Random(seed));
        state.Restore(best);
        return best;
    }

    private int[] TryAgain(int[] best, Random random)
    {
        var order = (int[])_hardestFirst.Clone();
        for (var restart = 0; restart < Restarts && Array.IndexOf(best, -1) >= 0 && _state.Budget > 0; restart++)
        {
            // What found no room goes first next time; every third time chance decides, so that two orders cannot alternate for ever.
            if (restart % 3 == 2)
                random.Shuffle(order);
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
            if (_choices[unit] > 0)
                Ejection.Insert(_state, unit, pack);
        return _state.Assignment();
    }

    private static int Left(int[] assignment) => assignment.Count(room => room < 0);

    private static int[] HardestFirst(PackingState state, int[] choices)
    {
        var units = state.Units;
        var free = ResourceVector.Zero;
        foreach (var room in units.SelectMany(unit => unit.Candidates).Distinct())
            free = free.Plus(state.Rooms[room].Free);
        var share = units.Select(unit => unit.Resources.Select(pair => (double)pair.Value / Math.Max(1, free[pair.Key])).DefaultIfEmpty().Max()).ToArray();
        return
        [
            .. Enumerable.Range(0, units.Count)
                .OrderBy(unit => choices[unit])
                .ThenByDescending(unit => share[unit])
                .ThenBy(unit => units[unit].Instances[0].Id, StringComparer.Ordinal),
        ];
    }
}

namespace Respite.Planning.Packing;

/// <summary>
/// Puts a unit into its best room; where none has room, makes some by sending one or two units of the same plan elsewhere, which may eject others in turn (a chain, at most
/// <see cref="Depth"/> links; a unit that a chain has moved stays where it is put).
/// </summary>
internal static class Ejection
{
    private const int Depth = 5;

    public static bool Insert(PackingState state, int unit, bool pack) => Insert(state, unit, pack, Depth, []);

    private static bool Insert(PackingState state, int unit, bool pack, int depth, HashSet<int> settled)
    {
        if (state.BestRoom(unit, pack) is var free and >= 0)
        {
            state.Place(unit, free);
            return true;
        }
        if (depth == 0)
            return false;
        foreach (var room in state.RoomsInUse())
        {
            if (Array.BinarySearch(state.Units[unit].Candidates, room) < 0)
                continue;
            foreach (var ejected in Ejectable(state.UnitsIn(room), settled))
            {
                if (state.Budget <= 0)
                    return false;
                if (Replace(state, unit, room, ejected, pack, depth, settled))
                    return true;
            }
        }
        return false;
    }

    private static bool Replace(PackingState state, int unit, int room, int[] ejected, bool pack, int depth, HashSet<int> settled)
    {
        var mark = state.Mark;
        foreach (var other in ejected)
            state.Take(other);
        if (state.Fits(unit, room))
        {
            state.Place(unit, room);
            settled.Add(unit);
            if (ejected.All(other => Insert(state, other, pack, depth - 1, settled)))
            {
                settled.Remove(unit);
                return true;
            }
            settled.Remove(unit);
        }
        state.Back(mark);
        return false;
    }

    private static IEnumerable<int[]> Ejectable(int[] inRoom, HashSet<int> settled)
    {
        var free = Array.FindAll(inRoom, unit => !settled.Contains(unit));
        foreach (var one in free)
            yield return [one];
        for (var i = 0; i < free.Length; i++)
            for (var j = i + 1; j < free.Length; j++)
                yield return [free[i], free[j]];
    }
}

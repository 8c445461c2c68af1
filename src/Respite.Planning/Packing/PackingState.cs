using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>Which unit is in which room while a packing is sought, with a journal to go back by.</summary>
internal sealed class PackingState
{
    private readonly int[] _room;
    private readonly SortedSet<int>?[] _unitsIn;
    private readonly SortedSet<int> _inUse = [];
    private readonly Stack<(int Unit, int Room)> _journal = new();

    /// <param name="budget">How many rooms may be looked at.</param>
    public PackingState(IReadOnlyList<PackingUnit> units, HostRoom[] rooms, long budget)
    {
        (Units, Rooms, Budget) = (units, rooms, budget);
        _room = new int[units.Count];
        Array.Fill(_room, -1);
        _unitsIn = new SortedSet<int>?[rooms.Length];
    }

    public IReadOnlyList<PackingUnit> Units { get; }

    public HostRoom[] Rooms { get; }

    /// <summary>How many rooms may still be looked at.</summary>
    public long Budget { get; private set; }

    public int Mark => _journal.Count;

    public bool Fits(int unit, int room)
    {
        Budget--;
        return Units[unit].Fits(Rooms[room]);
    }

    /// <summary>The room that leaves the most headroom (or, to pack, the least), penalties counted; -1 if none takes it now.</summary>
    public int BestRoom(int unit, bool pack)
    {
        var best = -1;
        var bestScore = double.PositiveInfinity;
        var moving = Units[unit];
        Budget -= moving.Candidates.Length;
        foreach (var room in moving.Candidates)
        {
            // A cost only makes it worse, so the rules are asked only where a room could be the best.
            var fill = moving.Resources.FillWith(Rooms[room].Host.Capacity, Rooms[room].Free);
            if ((pack ? -fill : fill) is var score && score < bestScore && moving.Cost(Rooms[room]) is { } cost && score + cost < bestScore)
                (best, bestScore) = (room, score + cost);
        }
        return best;
    }

    public void Place(int unit, int room) => Set(unit, room);

    public void Take(int unit) => Set(unit, -1);

    public int[] UnitsIn(int room) => [.. _unitsIn[room] ?? []];

    public int[] RoomsInUse() => [.. _inUse];

    public void Back(int mark)
    {
        while (_journal.Count > mark)
        {
            var (unit, room) = _journal.Pop();
            Apply(unit, room);
        }
    }

    public int[] Assignment() => (int[])_room.Clone();

    public void Clear() => Restore([.. Enumerable.Repeat(-1, _room.Length)]);

    public void Restore(int[] assignment)
    {
        for (var unit = 0; unit < _room.Length; unit++)
            Apply(unit, -1);
        for (var unit = 0; unit < _room.Length; unit++)
            Apply(unit, assignment[unit]);
        _journal.Clear();
    }

    private void Set(int unit, int room)
    {
        _journal.Push((unit, _room[unit]));
        Apply(unit, room);
    }

    private void Apply(int unit, int room)
    {
        if (_room[unit] is var old and >= 0)
        {
            foreach (var mover in Units[unit].Movers)
                Rooms[old].Remove(mover.Instance);
            _unitsIn[old]!.Remove(unit);
            if (_unitsIn[old]!.Count == 0)
                _inUse.Remove(old);
        }
        if (room >= 0)
        {
            foreach (var mover in Units[unit].Movers)
                Rooms[room].Place(mover.Instance);
            (_unitsIn[room] ??= []).Add(unit);
            _inUse.Add(room);
        }
        _room[unit] = room;
    }
}

using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>Which unit is in which room while a packing is sought, with a journal to go back by.</summary>
internal sealed class PackingState(IReadOnlyList<PackingUnit> units, HostRoom[] rooms, PlacementContext context, long budget)
{
    private readonly int[] _room = [.. Enumerable.Repeat(-1, units.Count)];
    private readonly Stack<(int Unit, int Room)> _journal = new();

    public IReadOnlyList<PackingUnit> Units => units;

    public HostRoom[] Rooms => rooms;

    /// <summary>How many rooms may still be looked at.</summary>
    public long Budget { get; private set; } = budget;

    public int Mark => _journal.Count;

    public bool Fits(int unit, int room)
    {
        Budget--;
        return units[unit].Fits(rooms[room], context);
    }

    /// <summary>The room that leaves the most headroom (or, to pack, the least), penalties counted; -1 if none takes it now.</summary>
    public int BestRoom(int unit, bool pack)
    {
        var best = -1;
        var bestScore = double.PositiveInfinity;
        foreach (var room in units[unit].Candidates)
        {
            if (!Fits(unit, room))
                continue;
            var fill = Fill(units[unit].Resources, rooms[room]);
            var score = (pack ? -fill : fill) + Penalty(unit, room);
            if (score < bestScore)
                (best, bestScore) = (room, score);
        }
        return best;
    }

    public void Place(int unit, int room) => Set(unit, room);

    public void Take(int unit) => Set(unit, -1);

    public int[] UnitsIn(int room) => [.. Enumerable.Range(0, units.Count).Where(unit => _room[unit] == room)];

    public IEnumerable<int> RoomsInUse() => _room.Where(room => room >= 0).Distinct().Order();

    public void Back(int mark)
    {
        while (_journal.Count > mark)
        {
            var (unit, room) = _journal.Pop();
            Apply(unit, room);
        }
    }

    public int[] Assignment() => (int[])_room.Clone();

    public void Clear() => Restore([.. Enumerable.Repeat(-1, units.Count)]);

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
        if (_room[unit] >= 0)
            foreach (var instance in units[unit].Instances)
                rooms[_room[unit]].Remove(instance);
        if (room >= 0)
            foreach (var instance in units[unit].Instances)
                rooms[room].Place(instance);
        _room[unit] = room;
    }

    /// <summary>How full the fullest of the needed classes would be, 0 to 1.</summary>
    private static double Fill(ResourceVector needs, HostRoom room)
    {
        var fullest = 0.0;
        foreach (var (name, amount) in needs.AsSpan())
            if (room.Host.Capacity[name] is var capacity and > 0)
                fullest = Math.Max(fullest, (double)(capacity - room.Free[name] + amount) / capacity);
        return fullest;
    }

    private double Penalty(int unit, int room)
    {
        var cost = 0.0;
        foreach (var instance in units[unit].Instances)
            foreach (var rule in PlacementRules.Changing)
                cost += rule.Check(instance, rooms[room], context).Cost;
        return cost;
    }
}

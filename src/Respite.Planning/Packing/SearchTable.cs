using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>What an exact search looks at in each step, as plain numbers: kinds of units against rooms. What fits, the rules say.</summary>
internal sealed class SearchTable
{
    private readonly IReadOnlyList<PackingUnit> _units;
    private readonly int[] _rooms;
    private readonly HostRoom[] _allRooms;
    private readonly Stack<int>[] _waiting;
    private readonly Stack<(int Unit, int Room)> _placed = new();
    private readonly PackingUnit[] _samples;
    private readonly string[] _classes;
    private readonly int[][] _candidateKinds;
    private readonly bool[,] _fits;
    private readonly bool[,] _forbidden;

    public SearchTable(IReadOnlyList<PackingUnit> units, HostRoom[] rooms)
    {
        (_units, _allRooms) = (units, rooms);
        var kinds = Enumerable.Range(0, units.Count).GroupBy(unit => units[unit].Kind).ToArray();
        _waiting = [.. kinds.Select(kind => new Stack<int>(kind.Reverse()))];
        _samples = [.. kinds.Select(kind => units[kind.First()])];
        _rooms = [.. units.SelectMany(unit => unit.Candidates).Distinct().Order()];
        _classes = [.. units.SelectMany(unit => unit.Resources.Where(pair => pair.Value > 0).Select(pair => pair.Key)).Distinct().Order(StringComparer.Ordinal)];
        (Left, Kinds, Rooms, Classes) = (units.Count, kinds.Length, _rooms.Length, _classes.Length);
        Needs = new long[Kinds, Classes];
        Free = new long[Rooms, Classes];
        Groups = GroupsOf(_samples);
        (_fits, _forbidden) = (new bool[Kinds, Rooms], new bool[Kinds, Rooms]);
        for (var kind = 0; kind < Kinds; kind++)
            for (var i = 0; i < Classes; i++)
                Needs[kind, i] = _samples[kind].Resources[_classes[i]];
        _candidateKinds = [.. _rooms.Select(room => Enumerable.Range(0, Kinds).Where(kind => Array.BinarySearch(_samples[kind].Candidates, room) >= 0).ToArray())];
        for (var room = 0; room < Rooms; room++)
            Look(room);
    }

    public int Kinds { get; }

    public int Rooms { get; }

    public int Classes { get; }

    /// <summary>How many units have no room yet.</summary>
    public int Left { get; private set; }

    /// <summary>By kind and class.</summary>
    public long[,] Needs { get; }

    /// <summary>By room and class; not below 0.</summary>
    public long[,] Free { get; }

    /// <summary>The anti-affinity groups, each with the kinds that are in it.</summary>
    public IReadOnlyList<(ServerGroupSnapshot Group, int[] Kinds)> Groups { get; }

    public int Waiting(int kind) => _waiting[kind].Count;

    public bool Takes(int kind, int room) => _fits[kind, room] && !_forbidden[kind, room];

    public int SpaceFor(ServerGroupSnapshot group, int room) => Math.Max(0, AntiAffinityRule.Space(group, _allRooms[_rooms[room]]));

    /// <summary>How full the room is with one of that kind more.</summary>
    public double FillWith(int kind, int room) =>
        _samples[kind].Resources.FillWith(_allRooms[_rooms[room]].Host.Capacity, _allRooms[_rooms[room]].Free);

    public void Place(int kind, int room)
    {
        var unit = _waiting[kind].Pop();
        foreach (var mover in _units[unit].Movers)
            _allRooms[_rooms[room]].Place(mover.Instance);
        _placed.Push((unit, room));
        Left--;
        Look(room);
    }

    public void TakeBack(int kind)
    {
        var (unit, room) = TakeLast();
        _waiting[kind].Push(unit);
        Left++;
        Look(room);
    }

    /// <summary>Takes everything out of the rooms. The table is of no use afterwards.</summary>
    public void Empty()
    {
        while (_placed.Count > 0)
            TakeLast();
    }

    public void Forbid(int kind, int room, bool forbidden) => _forbidden[kind, room] = forbidden;

    /// <summary>Whether two rooms that both take a kind stand for each other: what is left of the search sees no difference between them.</summary>
    public bool Interchangeable(int one, int other, int kind)
    {
        // Sums say nothing of what is free on which nested provider.
        if (_allRooms[_rooms[one]].Host.Nested.Count + _allRooms[_rooms[other]].Host.Nested.Count > 0)
            return false;
        for (var i = 0; i < Classes; i++)
            if (Free[one, i] != Free[other, i])
                return false;
        for (var k = 0; k < Kinds; k++)
            if (k != kind && _waiting[k].Count > 0 && Takes(k, one) != Takes(k, other))
                return false;
        foreach (var (group, _) in Groups)
            if (SpaceFor(group, one) != SpaceFor(group, other))
                return false;
        return true;
    }

    public int[] Assignment()
    {
        var assignment = new int[_units.Count];
        Array.Fill(assignment, -1);
        foreach (var (unit, room) in _placed)
            assignment[unit] = _rooms[room];
        return assignment;
    }

    private (int Unit, int Room) TakeLast()
    {
        var (unit, room) = _placed.Pop();
        foreach (var mover in _units[unit].Movers)
            _allRooms[_rooms[room]].Remove(mover.Instance);
        return (unit, room);
    }

    private void Look(int room)
    {
        var free = _allRooms[_rooms[room]].Free;
        for (var i = 0; i < Classes; i++)
            Free[room, i] = Math.Max(0, free[_classes[i]]);
        foreach (var kind in _candidateKinds[room])
            _fits[kind, room] = _samples[kind].Fits(_allRooms[_rooms[room]]);
    }

    private static List<(ServerGroupSnapshot Group, int[] Kinds)> GroupsOf(PackingUnit[] samples) =>
    [
        .. samples
            .SelectMany((unit, kind) => unit.Movers.SelectMany(mover => AntiAffinityRule.GroupsOf(mover.Instance, mover.Context)).Distinct().Select(group => (group, kind)))
            .GroupBy(pair => pair.group, pair => pair.kind)
            .Select(group => (group.Key, group.ToArray())),
    ];
}

using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>
/// Tries every way of placing all units, depth first, the kind with the fewest rooms first; a branch that a count rules out
/// (<see cref="SearchBounds"/>) is left. Equal units and equal rooms are tried once: after a room has failed for a kind, no unit of that
/// kind goes there in what is left of the node, nor to a room that differs from it in nothing that matters.
/// </summary>
internal sealed class ExactSearch
{
    private readonly SearchTable _table;
    private long _steps;

    private ExactSearch(SearchTable table, long steps) => (_table, _steps) = (table, steps);

    /// <summary>Placed with a packing, Impossible when none exists, else the limit was reached. The rooms are left as they were.</summary>
    /// <param name="steps">The limit, in cells of the table: it stands for the same time whatever the size.</param>
    public static (Proof Proof, int[]? Found) Run(IReadOnlyList<PackingUnit> units, HostRoom[] rooms, long steps)
    {
        // Where it could not even go down once, it is not begun.
        if (units.DistinctBy(unit => unit.Kind).Count() * (long)units.Max(unit => unit.Candidates.Length) * units.Count > steps)
            return (Proof.NotFoundWithinLimit, null);
        var table = new SearchTable(units, rooms);
        var search = new ExactSearch(table, steps);
        var placed = search.Place();
        var found = placed ? table.Assignment() : null;
        table.Empty();
        return (placed ? Proof.Placed : search._steps > 0 ? Proof.Impossible : Proof.NotFoundWithinLimit, found);
    }

    private bool Place()
    {
        if (_table.Left == 0)
            return true;
        if ((_steps -= _table.Kinds * _table.Rooms) <= 0)
            return false;
        var rooms = Hardest(out var kind);
        if (rooms.Length == 0 || SearchBounds.Exceeded(_table))
            return false;
        return PlaceOne(kind, rooms);
    }

    private bool PlaceOne(int kind, int[] rooms)
    {
        var twins = TwinsOf(kind, rooms);
        for (var i = 0; i < rooms.Length; i++)
        {
            if (twins[i] < 0)
            {
                _table.Place(kind, rooms[i]);
                if (Place())
                    return true;
                _table.TakeBack(kind);
                if (_steps <= 0)
                    return false;
            }
            _table.Forbid(kind, rooms[i], true);
        }
        foreach (var room in rooms)
            _table.Forbid(kind, room, false);
        return false;
    }

    /// <summary>For each room the earlier one that it is interchangeable with, or -1. Asked before anything at this node is forbidden.</summary>
    private int[] TwinsOf(int kind, int[] rooms)
    {
        var twins = new int[rooms.Length];
        for (var i = 0; i < rooms.Length; i++)
        {
            twins[i] = -1;
            for (var j = 0; j < i && twins[i] < 0; j++)
                if (twins[j] < 0 && _table.Interchangeable(rooms[i], rooms[j], kind))
                    twins[i] = j;
        }
        return twins;
    }

    /// <summary>The kind with the fewest rooms, and those rooms, the fullest first; none if there is a kind without.</summary>
    private int[] Hardest(out int kind)
    {
        kind = -1;
        var fewest = int.MaxValue;
        for (var k = 0; k < _table.Kinds; k++)
        {
            if (_table.Waiting(k) == 0)
                continue;
            var count = 0;
            for (var room = 0; room < _table.Rooms; room++)
                if (_table.Takes(k, room))
                    count++;
            if (count < fewest)
                (kind, fewest) = (k, count);
        }
        var hardest = kind;
        return
        [
            .. Enumerable.Range(0, _table.Rooms)
                .Where(room => _table.Takes(hardest, room))
                .OrderByDescending(room => _table.FillWith(hardest, room)),
        ];
    }
}

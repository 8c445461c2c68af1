namespace Respite.Planning.Packing;

/// <summary>Counts that show that what is left of an exact search cannot fit any more.</summary>
internal static class SearchBounds
{
    public static bool Exceeded(SearchTable table)
    {
        var open = OpenRooms(table);
        for (var i = 0; i < table.Classes; i++)
            if (SumExceeded(table, open, i) || CountExceeded(table, open, i))
                return true;
        foreach (var (group, kinds) in table.Groups)
        {
            var members = kinds.Sum(table.Waiting);
            var space = 0;
            for (var room = 0; room < table.Rooms && space < members; room++)
                if (Array.Exists(kinds, kind => table.Waiting(kind) > 0 && table.Takes(kind, room)))
                    space += table.SpaceFor(group, room);
            if (space < members)
                return true;
        }
        return false;
    }

    /// <summary>The rooms that still take something: what is free elsewhere is of no use.</summary>
    private static bool[] OpenRooms(SearchTable table)
    {
        var open = new bool[table.Rooms];
        for (var kind = 0; kind < table.Kinds; kind++)
            if (table.Waiting(kind) > 0)
                for (var room = 0; room < table.Rooms; room++)
                    open[room] |= table.Takes(kind, room);
        return open;
    }

    private static bool SumExceeded(SearchTable table, bool[] open, int resource)
    {
        var left = 0L;
        for (var kind = 0; kind < table.Kinds; kind++)
            left += table.Waiting(kind) * table.Needs[kind, resource];
        for (var room = 0; room < table.Rooms && left > 0; room++)
            if (open[room])
                left -= table.Free[room, resource];
        return left > 0;
    }

    /// <summary>Of units that need at least so much, a room takes at most its free amount divided by it.</summary>
    private static bool CountExceeded(SearchTable table, bool[] open, int resource)
    {
        for (var sized = 0; sized < table.Kinds; sized++)
        {
            var size = table.Needs[sized, resource];
            if (size <= 0 || table.Waiting(sized) == 0)
                continue;
            var left = 0L;
            for (var kind = 0; kind < table.Kinds; kind++)
                if (table.Needs[kind, resource] >= size)
                    left += table.Waiting(kind);
            for (var room = 0; room < table.Rooms && left > 0; room++)
                if (open[room])
                    left -= table.Free[room, resource] / size;
            if (left > 0)
                return true;
        }
        return false;
    }
}

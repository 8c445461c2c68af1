using Respite.Planning.Model;

namespace Respite.Planning.Drain;

/// <summary>
/// The order in which moves should start: confirms and offloads (quick, and a confirmed one still has to move), then live migrations,
/// the biggest memory first so that the longest does not come last, then cold ones, then what waits or migrates already, then what a
/// person has to see, then what stays. Two members of one group do not follow each other where that can be avoided.
/// </summary>
internal static class MoveOrder
{
    public static IReadOnlyList<PlannedMove> Of(IEnumerable<PlannedMove> moves)
    {
        var left = new LinkedList<PlannedMove>(moves
            .OrderBy(Rank)
            .ThenByDescending(move => move.Priority)
            .ThenByDescending(move => move.MemoryMb)
            .ThenBy(move => move.InstanceName, StringComparer.Ordinal)
            .ThenBy(move => move.InstanceId, StringComparer.Ordinal));
        var ordered = new List<PlannedMove>(left.Count);
        while (left.First is { } first)
        {
            var next = first;
            // Only within the moves that have something to start: what stays behind never comes forward to part two of them.
            if (ordered.Count > 0 && Starts(first.Value))
                while (next is not null && SharesGroup(next.Value, ordered[^1]))
                    next = next.Next is { } following && Starts(following.Value) ? following : null;
            next ??= first;
            left.Remove(next);
            ordered.Add(next.Value);
        }
        return ordered;
    }

    private static bool Starts(PlannedMove move) => Rank(move) is >= 1 and <= 3;

    private static bool SharesGroup(PlannedMove one, PlannedMove other) => one.GroupIds.Any(other.GroupIds.Contains);

    private static int Rank(PlannedMove move) => move switch
    {
        { NeedsPerson: true } => 5,
        { Waits: true, Kind: not MoveKind.Leave } => 4,
        { Kind: MoveKind.ConfirmResize or MoveKind.Offload } => 1,
        { Kind: MoveKind.LiveMigrate } => 2,
        { Kind: MoveKind.ColdMigrate } => 3,
        _ => 6,
    };
}

using Respite.Planning.Model;

namespace Respite.Planning.Drain;

/// <summary>
/// The order in which moves should start, by their kind: confirms and offloads (quick, and a confirmed one still has to move), then live
/// migrations, the biggest memory first so that the longest does not come last, then cold ones, then what waits or migrates already, then
/// what a person has to see, then what stays. Two members of one group do not follow each other where that can be avoided.
/// <see cref="Timetable"/> then puts those that migrate into the order that makes the whole short.
/// </summary>
internal static class MoveOrder
{
    public static IReadOnlyList<PlannedMove> Of(IEnumerable<PlannedMove> moves)
    {
        PlannedMove[] ranked =
        [
            .. moves
                .OrderBy(Rank)
                .ThenByDescending(move => move.Priority)
                .ThenByDescending(move => move.MemoryMb)
                .ThenBy(move => move.InstanceName, StringComparer.Ordinal)
                .ThenBy(move => move.InstanceId, StringComparer.Ordinal),
        ];
        // What stays behind never comes forward to part two of those that have something to start.
        return [.. Apart(ranked.Where(Starts)), .. ranked.Where(move => !Starts(move))];
    }

    /// <summary>The same order, but where two members of a group follow each other, the next one that is of no such group comes between.</summary>
    public static IReadOnlyList<PlannedMove> Apart(IEnumerable<PlannedMove> moves)
    {
        var left = new LinkedList<PlannedMove>(moves);
        var ordered = new List<PlannedMove>(left.Count);
        while (left.First is { } first)
        {
            var next = first;
            while (next is not null && ordered.Count > 0 && SharesGroup(next.Value, ordered[^1]))
                next = next.Next;
            next ??= first;
            left.Remove(next);
            ordered.Add(next.Value);
        }
        return ordered;
    }

    public static bool IsQuick(PlannedMove move) => Rank(move) == 1;

    public static bool Migrates(PlannedMove move) => Rank(move) is 2 or 3;

    private static bool Starts(PlannedMove move) => IsQuick(move) || Migrates(move);

    private static bool SharesGroup(PlannedMove one, PlannedMove other) => one.GroupIds.Any(other.GroupIds.Contains);

    private static int Rank(PlannedMove move) => move switch
    {
        { NeedsPerson: true } => 5,
        { Waits: true, Kind: not MoveKind.Leave } => 4,
        { Kind: MoveKind.ConfirmResize or MoveKind.Offload } => 1,
        { Kind: MoveKind.LiveMigrate } => 2,
        { Kind: MoveKind.ColdMigrate or MoveKind.Stop } => 3,
        _ => 6,
    };
}

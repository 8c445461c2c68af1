using Respite.Planning.Model;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>Which of the ready moves may start now. Limits are counted over every maintenance of the cloud; there are no barriers.</summary>
internal static class Throttle
{
    /// <summary>
    /// Nova runs <c>max_concurrent_live_migrations</c> per source and queues the rest. So many that do not copy yet keep
    /// that queue just full, whatever the setting is, without holding instances in a queue where their owners can do nothing with them.
    /// </summary>
    private const int AheadOfNova = 2;

    /// <returns>A reason to wait for each ready move that may not start; those absent from it start.</returns>
    /// <param name="ready">In the order in which they should start.</param>
    /// <param name="inFlight">Of all maintenances, this one's included.</param>
    /// <param name="queued">Instances whose live migration Nova shows as queued.</param>
    public static Dictionary<string, string> Waits(
        IReadOnlyList<Move> ready, IEnumerable<Move> inFlight, IReadOnlySet<string> queued, DrainPolicy policy)
    {
        var under = inFlight.ToList();
        var waits = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var move in ready)
        {
            if (Wait(move, under, queued, policy) is { } why)
                waits[move.InstanceId] = why;
            else
                under.Add(move with { State = MoveState.Submitting });
        }
        return waits;
    }

    private static string? Wait(Move move, List<Move> under, IReadOnlySet<string> queued, DrainPolicy policy)
    {
        if (Over(under.Count, policy.MaxMovesPerCloud) is { } cloud)
            return $"waits: {cloud} in the cloud";
        if (Over(under.Count(m => m.Source == move.Source), policy.MaxMovesPerSource) is { } source)
            return $"waits: {source} from {move.Source}";
        if (move.Destination is { } to && Over(under.Count(m => m.Destination == to), policy.MaxMovesPerDestination) is { } destination)
            return $"waits: {destination} to {to}";
        if (policy.MaxMovesPerZone is { } zones && Over(under.Count(m => m.Zone == move.Zone), zones) is { } zone)
            return $"waits: {zone} in zone {move.Zone}";
        if (policy.MaxMovesPerProject is { } projects && Over(under.Count(m => m.ProjectId == move.ProjectId), projects) is { } project)
            return $"waits: {project} of its project";
        if (under.FirstOrDefault(m => m.GroupIds.Intersect(move.GroupIds).Any()) is { } member)
            return $"waits: {member.InstanceName} of its server group is on its way";
        return move.Kind == MoveKind.LiveMigrate ? WaitForNova(move, under, queued, policy) : null;
    }

    private static string? WaitForNova(Move move, List<Move> under, IReadOnlySet<string> queued, DrainPolicy policy)
    {
        var live = under.Where(m => m.Source == move.Source && m.Kind == MoveKind.LiveMigrate).ToList();
        if (live.Any(m => queued.Contains(m.InstanceId)))
            return $"waits: Nova queues migrations from {move.Source}";

        // Where the scheduler chooses, it sees no claim until the guest has arrived: one after the other, or all land on one host.
        var ahead = policy.Destinations == DestinationChoice.Scheduler ? 1 : AheadOfNova;
        return live.Count(m => m.StartedAt is null) >= ahead ? $"waits: migrations from {move.Source} are about to start" : null;
    }

    private static string? Over(int count, int limit) =>
        count >= limit ? $"{count} {(count == 1 ? "move is" : "moves are")} under way (limit {limit})" : null;
}

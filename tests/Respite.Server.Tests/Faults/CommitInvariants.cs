using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Simulator;
using Respite.Simulator.Model;

namespace Respite.Server.Tests.Faults;

/// <summary>What is checked at every write: the limits, the journal, and the proof of emptiness against the cloud's own truth.</summary>
internal sealed class CommitInvariants(SimulatedCloud cloud, Violations violations, Func<Migration, bool> isOurs)
{
    /// <summary>Virtual time at which the present round of steps began: what they read may be as old as that.</summary>
    public DateTimeOffset RoundBegan { get; set; }

    /// <summary>How many events were committed.</summary>
    public int Events { get; private set; }

    public async Task CheckAsync(Maintenance was, IReadOnlyList<Move> before, MaintenanceChange change, IMaintenanceStore store)
    {
        Events += change.Events.Count;
        CheckJournal(was, before, change);
        if (change.Moves.Any(m => m.State == MoveState.Submitting && before.FirstOrDefault(b => b.InstanceId == m.InstanceId)?.State != MoveState.Submitting))
        {
            CheckDestinations(change);
            await CheckLimitsAsync(change, store);
        }
        if ((was.State, change.Maintenance.State) == (MaintenanceState.Cordoning, MaintenanceState.Draining) && !cloud.Host(was.Host).Nodes[0].Traits.Contains("COMPUTE_STATUS_DISABLED"))
            violations.Add(4, $"{was.Host} is drained before the scheduler knows that it is cordoned");
        if (change.Maintenance.State == MaintenanceState.InMaintenance && was.State != MaintenanceState.Returning && RoundBegan == cloud.Now)
            CheckEmpty(change.Maintenance, await store.MovesAsync(was.Id));
    }

    /// <summary>In maintenance only when the host is empty by the cloud's own books, or what is left was accepted.</summary>
    public void CheckEmpty(Maintenance m, IReadOnlyList<Move> moves)
    {
        var left = moves.Where(v => v.State is MoveState.Left or MoveState.Skipped).Select(v => v.InstanceId).ToHashSet(StringComparer.Ordinal);
        foreach (var instance in cloud.Host(m.Host).Instances.Where(i => !left.Contains(i.Id)))
            violations.Add(3, $"{m.Host} is in maintenance with {instance} on it");
        foreach (var move in moves.Where(v => left.Contains(v.InstanceId) && !MayStay(v, m.Policy, cloud)))
            violations.Add(3, $"{move.InstanceName} ({move.Status}) was left on {m.Host}, and nobody had allowed that: {move.Reason}");
        foreach (var migration in cloud.Migrations.Where(g => g.UnderWay && !g.Instance.Deleted && !left.Contains(g.Instance.Id) && (g.DestCompute == m.Host || g.SourceCompute == m.Host)))
            violations.Add(3, $"{m.Host} is in maintenance during {migration}");
        var node = cloud.Host(m.Host).Nodes[0];
        foreach (var allocation in cloud.Allocations.Where(a => a.OnNodes.ContainsKey(node.Id) && !left.Contains(a.Consumer) && !m.AcceptedAllocations.Contains(a.Consumer)))
        {
            var migration = cloud.Migrations.FirstOrDefault(g => g.Uuid == allocation.Consumer);
            if (migration is null || !left.Contains(migration.Instance.Id))
                violations.Add(3, $"{m.Host} is in maintenance while {migration?.ToString() ?? allocation.Consumer} holds an allocation on it");
        }
    }

    private static bool MayStay(Move move, DrainPolicy policy, SimulatedCloud cloud) =>
        policy.Accept.Contains(move.InstanceId) || policy.Accept.Contains(move.InstanceName) || policy.Instances != InstanceScope.All
        || Left(move, cloud.AllInstances.FirstOrDefault(i => i.Id == move.InstanceId), policy)
        || move.Status switch
        {
            "SUSPENDED" => policy.Suspended == StateChoice.Leave,
            "RESCUE" => policy.Rescued == StateChoice.Leave,
            "ERROR" => policy.Error == StateChoice.Leave,
            "SOFT_DELETED" => policy.SoftDeleted == StateChoice.Leave,
            _ => false,
        };

    private static bool Left(Move move, Instance? instance, DrainPolicy policy) => instance is not null
        && (Said.ByOwner(instance, policy) is Word.Skip or Word.Stop || (policy.Unmovable == UnmovableChoice.Leave && move.Status switch
        {
            "ACTIVE" or "PAUSED" => Said.IsHindered(instance),
            "SHUTOFF" => Said.BreaksCold(instance, policy),
            _ => false,
        }));

    private void CheckJournal(Maintenance was, IReadOnlyList<Move> before, MaintenanceChange change)
    {
        var known = before.ToDictionary(m => m.InstanceId, StringComparer.Ordinal);
        foreach (var move in change.Moves)
        {
            var changed = known.GetValueOrDefault(move.InstanceId)?.State is { } old ? old != move.State : move.State != MoveState.Waiting || was.State != MaintenanceState.Planning;
            var told = change.Events.Count(e => e.InstanceId == move.InstanceId && e.Type.StartsWith("move.", StringComparison.Ordinal) && e.Type != "move.ladder");
            if (told != (changed ? 1 : 0))
                violations.Add(7, $"{move.InstanceName} went from {known.GetValueOrDefault(move.InstanceId)?.State} to {move.State}, and the journal has {told} lines of it");
        }
        var states = change.Events.Count(e => e.Type == "maintenance.state" && !e.Message.StartsWith("still", StringComparison.Ordinal));
        if (states != (was.State == change.Maintenance.State ? 0 : 1))
            violations.Add(7, $"{was.Host} went from {was.State} to {change.Maintenance.State}, and the journal has {states} lines of it");
    }

    /// <summary>A destination on which an attempt has failed is left out of the next.</summary>
    private void CheckDestinations(MaintenanceChange change)
    {
        foreach (var move in change.Moves.Where(m => m is { State: MoveState.Submitting, Attempt: > 1, Destination: not null }))
        {
            var last = cloud.Migrations.LastOrDefault(g => g.Instance.Id == move.InstanceId && isOurs(g));
            if (last?.Status == "failed" && last.DestCompute == move.Destination)
                violations.Add(7, $"{move.InstanceName} is sent to {move.Destination} again, where it has just failed");
        }
    }

    private async Task CheckLimitsAsync(MaintenanceChange change, IMaintenanceStore store)
    {
        var (m, policy) = (change.Maintenance, change.Maintenance.Policy);
        var under = new List<Move>();
        foreach (var open in await store.ListAsync(new MaintenanceFilter { Open = true }, null, 100))
            under.AddRange((await store.MovesAsync(open.Maintenance.Id)).Where(v => v.State.IsInFlight()));
        if (under.Count > policy.MaxMovesPerCloud)
            violations.Add(5, $"{under.Count} moves are under way in the cloud (limit {policy.MaxMovesPerCloud})");
        if (under.Count(v => v.Source == m.Host) > policy.MaxMovesPerSource)
            violations.Add(5, $"more than {policy.MaxMovesPerSource} moves are under way from {m.Host}");
        foreach (var to in change.Moves.Where(v => v is { State: MoveState.Submitting, Destination: not null }).Select(v => v.Destination).Distinct())
        {
            if (under.Count(v => v.Destination == to) > policy.MaxMovesPerDestination)
                violations.Add(5, $"more than {policy.MaxMovesPerDestination} moves are under way to {to}");
        }
    }
}

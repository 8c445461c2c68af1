using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Hosts;

/// <summary>What the proof of emptiness has found.</summary>
/// <param name="HoldsSource">Instances elsewhere whose unconfirmed resize still holds this host, and that have no move yet.</param>
internal sealed record Finding(Maintenance Maintenance, TimeSpan LookAgain, IReadOnlyList<string> HoldsSource);

/// <summary>
/// Whether a host is empty: in maintenance only when Nova shows no instance and no incoming migration or build, and
/// Placement no allocation, but for what the operator has accepted by name. Pure.
/// </summary>
internal static class EmptinessDecider
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rarely = TimeSpan.FromSeconds(15);

    /// <summary>Nova gives an allocation back a moment after the migration has ended.</summary>
    private static readonly TimeSpan AllocationLag = TimeSpan.FromSeconds(30);

    public static Finding Decide(
        Maintenance m, IReadOnlyList<Move> moves, HostObservation observed, IReadOnlyList<MigrationView> pending,
        IReadOnlyList<AllocationView> allocations, DateTimeOffset now)
    {
        var stays = moves.Where(v => v.Stays).Select(v => v.InstanceId).ToHashSet(StringComparer.Ordinal);
        var left = stays.Count;
        var known = moves.Select(v => v.InstanceId).ToHashSet(StringComparer.Ordinal);

        var back = observed.Instances.Where(i => !stays.Contains(i.Id)).Select(i => i.Name).ToList();
        var held = pending.Select(p => p.InstanceId).Where(id => !stays.Contains(id)).Distinct().ToList();
        if (back.Count > 0 || held.Count > 0)
        {
            var why = back.Count > 0 ? $"{string.Join(", ", back)} is on the host" : $"an unconfirmed resize of {string.Join(", ", held)} still holds the host";
            return new(Go(m, MaintenanceState.Draining, why, now), Soon, [.. held.Where(id => !known.Contains(id))]);
        }

        if (observed.Migrations.FirstOrDefault(g => g.IsOpen && !stays.Contains(g.InstanceId) && (g.DestinationHost == m.Host || g.SourceHost == m.Host)) is { } under)
            return new(m with { StateReason = $"waiting for {under.Type} {under.Id} of {under.InstanceId} to end" }, Soon, []);

        stays.UnionWith(pending.Where(p => stays.Contains(p.InstanceId)).Select(p => p.Uuid).OfType<string>());
        var leftOver = allocations.Where(a => !stays.Contains(a.Consumer) && !m.AcceptedAllocations.Contains(a.Consumer)).ToList();
        if (leftOver.Count == 0)
            return new(Go(m, MaintenanceState.InMaintenance, HoldStep.InMaintenanceWords(left), now), Rarely, []);
        var words = string.Join("; ", leftOver.Select(a => $"{a.Consumer} holds {a.Words}"));
        if (m.State == MaintenanceState.Blocked)
            return new(m with { StateReason = Leaked(m.Host, words) }, Rarely, []);
        return now - m.StateSince < AllocationLag
            ? new(m with { StateReason = $"waiting for Placement to give back: {words}" }, Soon, [])
            : new(m.To(MaintenanceState.Blocked, Leaked(m.Host, words), now) with { ResumeTo = MaintenanceState.Verifying }, Rarely, []);
    }

    private static string Leaked(string host, string words) =>
        $"Nova shows {host} empty, yet Placement still shows allocations on it: {words}. A migration that broke in the middle leaks its allocation "
        + "(nova-manage placement audit finds such); delete it, or accept it by its id with resume --accept";

    /// <summary>From Blocked the table leads through the state that was blocked.</summary>
    private static Maintenance Go(Maintenance m, MaintenanceState next, string why, DateTimeOffset now) =>
        (m.State == MaintenanceState.Blocked && next == MaintenanceState.InMaintenance ? m.To(MaintenanceState.Verifying, why, now) : m).To(next, why, now);
}

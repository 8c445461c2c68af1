using Respite.Server.Execution.Moves;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Execution.Hosts;

/// <summary>Proves that the host is empty: by Nova, by its migrations in both directions, and by Placement.</summary>
internal sealed class VerifyStep(
    HostReader hosts, HostObserver observer, PlacementReader placement, CordonCall cordon, StepWriter writer, IMaintenanceStore store, TimeProvider clock)
{
    public async Task RunAsync(StoredMaintenance stored, CancellationToken cancel)
    {
        var m = stored.Maintenance;
        var moves = await store.MovesAsync(m.Id);
        var serviceAge = Beat.Of(await store.CountAsync(MaintenanceState.Draining), TimeSpan.Zero);
        var observed = await WithoutDeletedAsync(await observer.ObserveAsync(m.Host, [], serviceAge, cancel), cancel);
        var recordoned = await cordon.KeepAsync(m, observed.Service, clock.GetUtcNow(), cancel);
        var pending = await hosts.AwaitingConfirmationAsync(m.Host, cancel);
        var allocations = await placement.AllocationsAsync(m.Host, cancel);

        var finding = EmptinessDecider.Decide(m, moves, observed, pending, allocations, clock.GetUtcNow());
        var held = new List<Move>();
        foreach (var id in finding.HoldsSource)
        {
            if (await hosts.InstanceAsync(id, cancel) is { } instance)
                held.Add(NewMove.Of(m.Host, instance));
        }
        await writer.WriteAsync(stored, finding.Maintenance, moves, [.. moves, .. held], finding.LookAgain, recordoned);
    }

    /// <summary>Nova stops listing the migrations of a deleted server, so the last that was seen of one may say for ever that it runs.</summary>
    private async Task<HostObservation> WithoutDeletedAsync(HostObservation observed, CancellationToken cancel)
    {
        var deleted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in observed.Migrations.Where(g => g.IsOpen).Select(g => g.InstanceId).Distinct())
        {
            if (await hosts.InstanceAsync(id, cancel) is null)
                deleted.Add(id);
        }
        return observed with { Migrations = [.. observed.Migrations.Where(g => !deleted.Contains(g.InstanceId))] };
    }
}

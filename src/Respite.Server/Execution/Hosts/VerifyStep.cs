using Respite.Server.Execution.Moves;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Execution.Hosts;

/// <summary>Proves that the host is empty: by Nova, by its migrations in both directions, and by Placement.</summary>
internal sealed class VerifyStep(
    HostReader hosts, PlacementReader placement, CordonCall cordon, StepWriter writer, IMaintenanceStore store, TimeProvider clock)
{
    public async Task RunAsync(StoredMaintenance stored, CancellationToken cancel)
    {
        var m = stored.Maintenance;
        var moves = await store.MovesAsync(m.Id);
        var observed = await hosts.ObserveAsync(m.Host, cancel);
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
}

using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Execution.Hosts;

/// <summary>
/// Disables the host's service, enables the spare host if the plan has one, and goes on only when Placement shows it:
/// the PUT is answered before the scheduler obeys it (nova/scheduler/request_filter.py, compute_status_filter).
/// </summary>
internal sealed class CordonStep(
    HostReader hosts, PlacementReader placement, CordonCall call, SpareService spare, StepWriter writer, IMaintenanceStore store, TimeProvider clock)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task RunAsync(StoredMaintenance stored, CancellationToken cancel)
    {
        var m = stored.Maintenance;
        if (!m.CordonIntended)
        {
            m = m with { CordonIntended = true, OriginalSpare = await spare.FoundAsync(m, cancel) };
            stored = await writer.WriteAsync(stored, m, LookAgain);
        }
        var service = await hosts.ServiceAsync(m.Host, cancel);
        if (!CordonWords.IsOurs(service, m))
            await call.ApplyAsync(service, new ServiceChange(ServiceChangeKind.Disable, CordonWords.ReasonOf(m)), cancel);
        var open = await spare.EnableAsync(m, cancel) ?? (await placement.IsCordonShownAsync(m.Host, cancel)
            ? null
            : "waiting until Placement shows COMPUTE_STATUS_DISABLED on the host");
        await DecideAsync(stored, open);
    }

    private async Task<StoredMaintenance> DecideAsync(StoredMaintenance stored, string? waitsFor)
    {
        var (m, now) = (stored.Maintenance, clock.GetUtcNow());
        if (waitsFor is null)
            return await writer.WriteAsync(stored, m.To(MaintenanceState.Draining, "cordoned: the scheduler sends nothing new", now), TimeSpan.Zero);
        if (m.State == MaintenanceState.Blocked || now - m.StateSince < Patience)
            return await writer.WriteAsync(stored, m with { StateReason = waitsFor }, m.State == MaintenanceState.Blocked ? Patience / 6 : await PaceAsync());
        var why = $"{waitsFor}, for more than {Patience.TotalSeconds:0} s: the trait is set through nova-compute, so check that it and the message bus work; "
            + "new instances may still land on the host";
        return await writer.WriteAsync(stored, m.To(MaintenanceState.Blocked, why, now) with { ResumeTo = MaintenanceState.Cordoning }, Patience / 6);
    }

    private async Task<TimeSpan> PaceAsync() => Beat.Of(await store.CountAsync(MaintenanceState.Draining), LookAgain);
}

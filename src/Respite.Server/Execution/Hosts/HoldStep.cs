using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Execution.Hosts;

/// <summary>Keeps a host in maintenance: cordoned, across its reboots too, and empty.</summary>
internal sealed class HoldStep(HostReader hosts, CordonCall call, StepWriter writer, IMaintenanceStore store, TimeProvider clock)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    public async Task RunAsync(StoredMaintenance stored, CancellationToken cancel)
    {
        var m = stored.Maintenance;
        var service = await hosts.ServiceAsync(m.Host, Beat.Of(await store.CountAsync(MaintenanceState.InMaintenance), TimeSpan.Zero), cancel);
        if (service.Enabled && m.CordonReason is not null)
        {
            await writer.WriteAsync(stored, m.To(MaintenanceState.Returning, $"{m.Host} was enabled in Nova, which hands it back", clock.GetUtcNow()), TimeSpan.Zero);
            return;
        }
        var recordoned = await call.KeepAsync(m, service, clock.GetUtcNow(), cancel);
        var moves = await store.MovesAsync(m.Id);
        var left = moves.Where(v => v.Stays).Select(v => v.InstanceId).ToHashSet(StringComparer.Ordinal);
        var strangers = (await hosts.InstancesAsync(m.Host, cancel)).Where(i => !left.Contains(i.Id)).Select(i => i.Name).ToList();
        var next = strangers.Count == 0
            ? m with { StateReason = InMaintenanceWords(left.Count) }
            : m.To(MaintenanceState.Draining, $"{string.Join(", ", strangers)} came onto the host; draining again", clock.GetUtcNow());
        await writer.WriteAsync(stored, next, strangers.Count == 0 ? LookAgain : TimeSpan.Zero, recordoned);
    }

    public static string InMaintenanceWords(int left) => left == 0
        ? "the host is empty and stays cordoned until it is handed back"
        : $"{left} instance{(left == 1 ? "" : "s")} left on it, as accepted; the host stays cordoned until it is handed back";
}

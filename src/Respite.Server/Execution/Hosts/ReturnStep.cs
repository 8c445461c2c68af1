using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Execution.Hosts;

/// <summary>Hands the host back once it can take instances: its service is up, its agents are alive, Placement knows it.</summary>
internal sealed class ReturnStep(HostReader hosts, PlacementReader placement, AgentReader agents, CordonCall cordon, Canary canary, StoppedInstances stopped, IMaintenanceStore store, StepWriter writer, TimeProvider clock)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    public async Task RunAsync(StoredMaintenance stored, CancellationToken cancel)
    {
        var m = stored.Maintenance;
        var service = await hosts.ServiceAsync(m.Host, cancel);
        var closed = new List<string>();
        if (!service.Up)
            closed.Add("nova-compute is down");
        closed.AddRange((await agents.DeadAsync(m.Host, cancel)).Select(a => $"{a} is dead"));
        if (!await placement.HasInventoryAsync(m.Host, cancel))
            closed.Add("Placement has no inventory of it");
        if (closed.Count > 0)
        {
            await writer.WriteAsync(stored, m with { StateReason = $"waiting: {string.Join(", ", closed)}" }, LookAgain);
            return;
        }
        var change = CordonWords.Restore(m, service);
        if (m.Policy.CanaryFlavor is not null && (m.CanarySince is not null || change.Kind == ServiceChangeKind.Enable))
        {
            await SendCanaryAsync(stored, service, change, cancel);
            return;
        }
        await cordon.ApplyAsync(service, change, cancel);
        await CompleteAsync(stored, Words(change, service, m), cancel);
    }

    private async Task SendCanaryAsync(StoredMaintenance stored, ServiceView service, ServiceChange change, CancellationToken cancel)
    {
        var (m, now) = (stored.Maintenance, clock.GetUtcNow());
        if (m.CanarySince is null)
        {
            m = m with { CanarySince = now, StateReason = "enabled for its canary" };
            stored = await writer.WriteAsync(stored, m, LookAgain);
        }
        await cordon.ApplyAsync(service, change, cancel);
        // Until Placement shows it as enabled, Nova boots nothing on it.
        var closed = await placement.IsCordonShownAsync(m.Host, cancel);
        var (state, why) = closed ? (CanaryState.Waiting, null) : await canary.LookAsync(m, now, cancel);
        if (state == CanaryState.Waiting)
        {
            await writer.WriteAsync(stored, m with { StateReason = closed ? "waiting until Placement shows it as enabled" : "waiting for its canary to come up" }, LookAgain);
            return;
        }
        await canary.RemoveAsync(m, cancel);
        var next = m with { CanarySince = null };
        if (state == CanaryState.Alive)
        {
            await CompleteAsync(stored with { Maintenance = next }, $"{m.Host} takes instances again; its canary came up", cancel);
            return;
        }
        await cordon.ApplyAsync(service, new ServiceChange(ServiceChangeKind.Disable, CordonWords.ReasonOf(m)), cancel);
        next = next.To(MaintenanceState.InMaintenance, $"the return was refused, the host is cordoned again: its canary failed: {why}", now);
        await writer.WriteAsync(stored, next, TimeSpan.Zero);
    }

    private async Task CompleteAsync(StoredMaintenance stored, string words, CancellationToken cancel)
    {
        var m = stored.Maintenance;
        var moves = await store.MovesAsync(m.Id);
        var started = await stopped.StartAsync(moves, cancel);
        if (started.Count > 0)
            words += $"; started again: {string.Join(", ", started.Where(v => v.Fault is null).Select(v => v.InstanceName))}";
        await writer.WriteAsync(stored, m.To(MaintenanceState.Completed, words, clock.GetUtcNow()), moves, started, TimeSpan.Zero);
    }

    private static string Words(ServiceChange change, ServiceView service, Maintenance m) => change.Kind switch
    {
        ServiceChangeKind.Enable => $"{m.Host} takes instances again",
        ServiceChangeKind.Disable => $"{m.Host} stays disabled, as it was before: {change.Reason}",
        _ => service.Enabled ? $"{m.Host} was enabled already" : $"{m.Host} stays disabled, as somebody else has disabled it since: {service.DisabledReason}",
    };
}

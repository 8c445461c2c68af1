using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Execution.Hosts;

/// <summary>Hands the host back once it can take instances: its service is up, its agents are alive, Placement knows it.</summary>
internal sealed class ReturnStep(HostReader hosts, PlacementReader placement, AgentReader agents, CordonCall cordon, StepWriter writer, TimeProvider clock)
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
        await cordon.ApplyAsync(service, change, cancel);
        await writer.WriteAsync(stored, m.To(MaintenanceState.Completed, Words(change, service, m), clock.GetUtcNow()), TimeSpan.Zero);
    }

    private static string Words(ServiceChange change, ServiceView service, Maintenance m) => change.Kind switch
    {
        ServiceChangeKind.Enable => $"{m.Host} takes instances again",
        ServiceChangeKind.Disable => $"{m.Host} stays disabled, as it was before: {change.Reason}",
        _ => service.Enabled ? $"{m.Host} was enabled already" : $"{m.Host} stays disabled, as somebody else has disabled it since: {service.DisabledReason}",
    };
}

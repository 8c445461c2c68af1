using Respite.OpenStack.Session;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Telemetry.Tracing;

namespace Respite.Server.Execution.Hosts;

/// <summary>The PUTs on a compute service. Each sets a state, so asking twice does no harm.</summary>
internal sealed class CordonCall(OpenStackSession session)
{
    public async Task ApplyAsync(ServiceView service, ServiceChange change, CancellationToken cancel)
    {
        if (change.Kind == ServiceChangeKind.Enable)
            await session.Compute.Services.EnableAsync(service.Id, cancel);
        else if (change.Kind == ServiceChangeKind.Disable)
            await session.Compute.Services.DisableAsync(service.Id, change.Reason, cancel);
    }

    /// <summary>What Respite cordoned only a return uncordons: an enabled service is disabled again, and the journal says so.</summary>
    public async Task<JournalEvent[]> KeepAsync(Maintenance m, ServiceView service, DateTimeOffset now, CancellationToken cancel)
    {
        if (!service.Enabled || !m.CordonIntended)
            return [];
        using var span = Traces.Live(m, "cordon again");
        await ApplyAsync(service, new ServiceChange(ServiceChangeKind.Disable, CordonWords.ReasonOf(m)), cancel);
        return [Journal.Line(m, now, "host.cordoned", $"somebody enabled {m.Host}; it is cordoned again until it is handed back with return")];
    }
}

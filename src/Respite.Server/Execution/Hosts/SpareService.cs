using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Hosts;

/// <summary>The service of the plan's spare host, if it has one: enabled before the drain, disabled again by a cancel that came before anything landed there.</summary>
internal sealed class SpareService(HostReader hosts, PlacementReader placement, CordonCall call)
{
    /// <returns>As it is now; null when the plan has no spare host.</returns>
    public async Task<OriginalService?> FoundAsync(Maintenance m, CancellationToken cancel)
    {
        if (m.Plan?.SpareHost is not { } spare)
            return null;
        var service = await hosts.ServiceAsync(spare, cancel);
        return new OriginalService(service.Enabled, service.DisabledReason);
    }

    /// <returns>What is still waited for; null when there is no spare host or it takes instances.</returns>
    public async Task<string?> EnableAsync(Maintenance m, CancellationToken cancel)
    {
        if (m.Plan?.SpareHost is not { } spare)
            return null;
        var service = await hosts.ServiceAsync(spare, cancel);
        if (!service.Enabled)
            await call.ApplyAsync(service, new ServiceChange(ServiceChangeKind.Enable, null), cancel);
        return await placement.IsCordonShownAsync(spare, cancel) ? $"waiting until Placement shows the spare host {spare} as enabled" : null;
    }

    /// <returns>What became of it, for the record; empty when there is none.</returns>
    public async Task<string> RestoreAsync(Maintenance m, CancellationToken cancel)
    {
        if (m.Plan?.SpareHost is not { } spare || m.OriginalSpare is not { Enabled: false } was)
            return "";
        var service = await hosts.ServiceAsync(spare, cancel);
        if (!service.Enabled)
            return "";
        if ((await hosts.InstancesAsync(spare, cancel)).Count > 0)
            return $"; the spare host {spare} stays enabled, as instances are on it";
        await call.ApplyAsync(service, new ServiceChange(ServiceChangeKind.Disable, was.DisabledReason ?? ""), cancel);
        return $"; the spare host {spare} is disabled again";
    }
}

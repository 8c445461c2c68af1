using Respite.Server.Inventory;
using Respite.Server.Store;

namespace Respite.Server.Api;

internal sealed record HostJson(
    string Name, string? Zone, string Status, string State, string? DisabledReason, string? MaintenanceId, string? MaintenanceState);

internal sealed record HostsJson(IReadOnlyList<HostJson> Hosts)
{
    public static HostsJson Of(IReadOnlyList<HostListing> listed, IReadOnlyList<OpenMaintenance> open)
    {
        var byHost = open.ToDictionary(maintenance => maintenance.Host, StringComparer.Ordinal);
        return new([.. listed.OrderBy(h => h.Name, StringComparer.Ordinal).Select(h => new HostJson(
            h.Name, h.Zone, h.Service.Enabled ? "enabled" : "disabled", h.Service.Up ? "up" : "down", h.Service.DisabledReason,
            byHost.GetValueOrDefault(h.Name)?.Id, byHost.GetValueOrDefault(h.Name)?.State))]);
    }
}

using System.Text.Json.Serialization;
using Respite.Server.Api.Listing;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Api;

internal sealed record HostJson(
    string Name, string? Zone, string Status, string State, string? DisabledReason, string? MaintenanceId, string? MaintenanceState);

internal sealed record HostsJson(IReadOnlyList<HostJson> Hosts)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? HostsLinks { get; init; }

    public static HostsJson Of(IReadOnlyList<HostListing> listed, IReadOnlyList<OpenMaintenance> open)
    {
        var byHost = open.ToDictionary(maintenance => maintenance.Host, StringComparer.Ordinal);
        return new([.. listed.OrderBy(h => h.Name, StringComparer.Ordinal).Select(h => new HostJson(
            h.Name, h.Zone, h.Service.Enabled ? "enabled" : "disabled", h.Service.Up ? "up" : "down", h.Service.DisabledReason,
            byHost.GetValueOrDefault(h.Name)?.Id, byHost.GetValueOrDefault(h.Name)?.State))]);
    }
}

/// <summary>One host, for whoever only takes it out of service and puts it back.</summary>
/// <param name="Mode">By the names of OpenStack's host maintenance mode.</param>
/// <param name="StateReason">What goes on, or what is waited for, in words.</param>
/// <param name="MovesLeft">Instances that are still to leave.</param>
internal sealed record HostStateJson(
    string Name, [property: JsonConverter(typeof(JsonStringEnumConverter<HostMode>))] HostMode Mode, string Status, string State, string? DisabledReason,
    string? MaintenanceId, MaintenanceState? MaintenanceState, string? StateReason, DateTimeOffset? NotBefore, int MovesLeft)
{
    public static HostStateJson Of(string host, ServiceView service, Maintenance? open, IReadOnlyList<Move> moves, DateTimeOffset now) => new(
        host, HostModes.Of(open, now), service.Enabled ? "enabled" : "disabled", service.Up ? "up" : "down", service.DisabledReason,
        open?.Id, open?.State, open?.StateReason, open?.NotBefore, moves.Count(m => !m.State.IsSettled()));
}

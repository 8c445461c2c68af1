namespace Respite.Server.Api.Listing;

/// <summary>The order of the hosts, which Nova lists all at once.</summary>
internal static class HostOrder
{
    /// <param name="sort">As <see cref="SortByAttribute"/> lets through; null: by name. Where the key is the same, by name.</param>
    public static IReadOnlyList<HostJson> Sort(IReadOnlyList<HostJson> hosts, string? sort)
    {
        var (key, direction) = SortByAttribute.Split(sort ?? "name");
        Func<HostJson, string?> by = key switch
        {
            "zone" => host => host.Zone,
            "status" => host => host.Status,
            "state" => host => host.State,
            "maintenance_state" => host => host.MaintenanceState,
            _ => host => host.Name,
        };
        var ascending = hosts.OrderBy(by, StringComparer.Ordinal).ThenBy(host => host.Name, StringComparer.Ordinal);
        return [.. direction == "desc" ? ascending.Reverse() : ascending];
    }
}

using Respite.OpenStack.Identity;

namespace Respite.OpenStack.Session;

/// <summary>Looks addresses up in the service catalog.</summary>
internal static class Catalog
{
    /// <returns>Ends in a slash. Null: the cloud does not have the service.</returns>
    /// <exception cref="OpenStackException">It has it, but not in that region or interface, or in several regions of which none was named.</exception>
    public static Uri? Find(IReadOnlyList<Endpoint> catalog, string type, CloudConfig config)
    {
        var own = catalog.Where(e => e.ServiceType == type).ToList();
        if (own.Count == 0)
            return null;
        var regions = own.Select(e => e.Region).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (config.Region is { } region && !regions.Contains(region))
            throw Unfit($"has no {type} service in region {region} (it has: {string.Join(", ", regions)})", config);
        if (config.Region is null && regions.Count > 1)
            throw Unfit($"has several regions ({string.Join(", ", regions)}): name one (region_name, OS_REGION_NAME)", config);
        var here = own.Where(e => config.Region is null || e.Region == config.Region).ToList();
        var endpoint = here.FirstOrDefault(e => e.Interface == config.Interface)
            ?? throw Unfit($"has no {config.Interface} endpoint of the {type} service (it has: {string.Join(", ", here.Select(e => e.Interface))})", config);
        return Uri.TryCreate(endpoint.Url.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")
            ? url
            : throw Unfit($"gives '{endpoint.Url}' as the {config.Interface} endpoint of its {type} service, which is no http(s) address", config);
    }

    private static OpenStackException Unfit(string what, CloudConfig config) =>
        new(OpenStackError.Unsupported, $"Cloud '{config.Name}' {what}.");
}

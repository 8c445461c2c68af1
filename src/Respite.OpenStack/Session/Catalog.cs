using Respite.OpenStack.Identity;

namespace Respite.OpenStack.Session;

/// <summary>Looks addresses up in the service catalog.</summary>
internal static class Catalog
{
    public static Uri? Find(IReadOnlyList<Endpoint> catalog, IReadOnlyList<string> types, CloudConfig config)
    {
        var own = types.Select(t => catalog.Where(e => e.ServiceType == t).ToList()).FirstOrDefault(found => found.Count > 0);
        if (own is null)
            return null;
        var regions = own.Select(e => e.Region).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (config.Region is { } region && !regions.Contains(region))
            throw Missing($"has no {types[0]} service in region {region} (it has: {string.Join(", ", regions)})", config);
        if (config.Region is null && regions.Count > 1)
            throw Missing($"has several regions ({string.Join(", ", regions)}): name one (region_name, OS_REGION_NAME)", config);
        var here = own.Where(e => config.Region is null || e.Region == config.Region).ToList();
        var endpoint = here.FirstOrDefault(e => e.Interface == config.Interface)
            ?? throw Missing($"has no {config.Interface} endpoint of the {types[0]} service (it has: {string.Join(", ", here.Select(e => e.Interface))})", config);
        return new Uri(endpoint.Url.TrimEnd('/') + "/");
    }

    private static OpenStackException Missing(string what, CloudConfig config) =>
        new(OpenStackError.Unsupported, $"Cloud '{config.Name}' {what}.");
}

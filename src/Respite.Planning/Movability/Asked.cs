using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>What flavor and image ask of the hypervisor. (A server shows its image's properties from compute 2.98 only.)</summary>
internal static class Asked
{
    private static readonly HashSet<string> True = new(StringComparer.OrdinalIgnoreCase) { "1", "t", "true", "on", "y", "yes" };

    /// <summary>The flavor's <c>hw:name</c>, or the image's <c>hw_name</c>; null without either.</summary>
    public static string? Hardware(InstanceSnapshot instance, string name) =>
        Find(instance.FlavorExtraSpecs, "hw:" + name) ?? Find(instance.ImageProperties, "hw_" + name);

    /// <summary>The same, as oslo's <c>bool_from_string</c> reads it.</summary>
    public static bool HardwareFlag(InstanceSnapshot instance, string name) => Hardware(instance, name) is { } value && True.Contains(value.Trim());

    /// <summary>Whether the flavor asks Placement for a resource class, in any request group, or it holds some.</summary>
    public static bool Resource(InstanceSnapshot instance, string resourceClass)
    {
        if (instance.Resources[resourceClass] > 0)
            return true;
        foreach (var (key, value) in instance.FlavorExtraSpecs)
            if (key.StartsWith("resources", StringComparison.Ordinal) && key.EndsWith(":" + resourceClass, StringComparison.Ordinal) && value.Trim() != "0")
                return true;
        return false;
    }

    public static string? Find(IReadOnlyDictionary<string, string> properties, string key) =>
        properties.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;
}

using System.Globalization;
using Respite.OpenStack.Compute;
using Respite.Planning.Model;

namespace Respite.Server.Inventory;

/// <summary>
/// What Nova asks of Placement for a flavor (nova/scheduler/utils.py, ResourceRequest): for an instance that has no allocation on the host yet, or
/// none any more. Where there is one, the allocation is the truth.
/// </summary>
internal static class FlavorResources
{
    private const string Override = "resources";

    /// <param name="volumeBacked">Its root disk is a volume and takes none of the host's.</param>
    public static ResourceVector Of(Flavor flavor, bool volumeBacked)
    {
        var named = Named(flavor.ExtraSpecs).ToLookup(n => n.ResourceClass, n => n.Amount, StringComparer.Ordinal);
        var resources = named.ToDictionary(n => n.Key, n => n.Sum(), StringComparer.Ordinal);
        if (flavor.ExtraSpecs.GetValueOrDefault("hw:cpu_policy") == "dedicated")
            resources.TryAdd("PCPU", flavor.Vcpus);
        else if (!resources.ContainsKey("PCPU"))
            resources.TryAdd("VCPU", flavor.Vcpus);
        resources.TryAdd("MEMORY_MB", flavor.RamMb);
        // Swap is in MiB, and takes whole GiB.
        resources.TryAdd("DISK_GB", (volumeBacked ? 0 : flavor.DiskGb) + flavor.EphemeralGb + ((flavor.SwapMb + 1023) / 1024));
        return new ResourceVector(resources);
    }

    /// <summary>What the extra specs name, in whatever group (<c>resources:CLASS</c>, <c>resourcesS:CLASS</c>): it stands for the flavor's own number.</summary>
    private static IEnumerable<(string ResourceClass, long Amount)> Named(IReadOnlyDictionary<string, string> extraSpecs)
    {
        foreach (var (key, value) in extraSpecs)
            if (key.StartsWith(Override, StringComparison.Ordinal) && key.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
                && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
                yield return (key[(colon + 1)..], amount);
    }
}

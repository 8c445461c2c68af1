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
    private const string Override = "resources:";

    /// <param name="volumeBacked">Its root disk is a volume and takes none of the host's.</param>
    public static ResourceVector Of(Flavor flavor, bool volumeBacked)
    {
        var resources = new Dictionary<string, long>(StringComparer.Ordinal)
        {
            [flavor.ExtraSpecs.GetValueOrDefault("hw:cpu_policy") == "dedicated" ? "PCPU" : "VCPU"] = flavor.Vcpus,
            ["MEMORY_MB"] = flavor.RamMb,
            // Swap is in MiB, and takes whole GiB.
            ["DISK_GB"] = (volumeBacked ? 0 : flavor.DiskGb) + flavor.EphemeralGb + ((flavor.SwapMb + 1023) / 1024),
        };
        foreach (var (key, value) in flavor.ExtraSpecs)
            if (key.StartsWith(Override, StringComparison.Ordinal) && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
                resources[key[Override.Length..]] = amount;
        return new ResourceVector(resources);
    }
}

using Respite.Simulator.Model;

namespace Respite.Simulator.Compute;

/// <summary>What Nova's API refuses for what a server has, in its words (nova/compute/api.py, the reject_ and block_ decorators).</summary>
internal static class NotSupported
{
    public static string? LiveMigration(Instance instance) => AnyMigration(instance)
        ?? (Has(instance, "tpm_version") ? $"Operation 'live-migration' not supported for vTPM-enabled instance ({instance.Id})."
            : Has(instance, "mem_encryption") ? $"Operation 'live-migration' not supported for SEV-enabled instance ({instance.Id})."
            : null);

    public static string? AnyMigration(Instance instance) =>
        instance.HasShare ? "Feature not supported with instances that have shares."
        : instance.AddressList.Exists(a => a.VnicType.StartsWith("accelerator-direct", StringComparison.Ordinal)) ? "Feature not supported with Ports that have accelerators."
        : instance.Flavor.ExtraSpecs.ContainsKey("accel:device_profile") ? "Feature not supported with instances that have accelerators."
        : null;

    private static bool Has(Instance instance, string what) =>
        instance.Flavor.ExtraSpecs.ContainsKey("hw:" + what) || instance.Image.Properties.ContainsKey("hw_" + what);
}

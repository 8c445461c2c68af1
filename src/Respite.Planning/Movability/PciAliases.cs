using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>
/// PCI devices by alias (<c>pci_passthrough:alias</c>): the conductor refuses to live-migrate a PCI request that is no port's
/// (conductor/tasks/live_migrate.py, <c>_check_can_migrate_pci</c>). From 2025.1 it lets those pass whose alias and devices are
/// <c>live_migratable</c>, which no API shows: then Nova's own check decides, and a refusal harms nothing.
/// </summary>
internal static class PciAliases
{
    public static Hindrance? Check(InstanceSnapshot instance) =>
        Asked.Find(instance.FlavorExtraSpecs, "pci_passthrough:alias") is not { } alias ? null
        : instance.ComputeMinor >= ComputeRelease.Epoxy
            ? new(
                Hinders.Not, false, $"has PCI devices ({alias})",
                $"has PCI devices ({alias}): whether they are marked live_migratable and which addresses are free, only Nova knows")
            : new(
                Hinders.Forbids, false, $"has PCI devices ({alias}), which Nova does not live-migrate",
                $"has PCI devices ({alias}): which addresses are free, only Nova's scheduler knows");
}

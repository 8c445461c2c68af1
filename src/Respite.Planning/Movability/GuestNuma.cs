using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>
/// A guest with a NUMA topology: asked for, or by pinned CPUs, realtime or huge pages (virt/hardware.py, <c>numa_get_constraints</c>). Before Train the
/// conductor refuses to live-migrate it (conductor/tasks/live_migrate.py, <c>_check_instance_has_no_numa</c>). From then on it moves, and only
/// <c>NUMATopologyFilter</c> and the claim on the destination know whether the cells, pages and CPUs there fit.
/// </summary>
internal static class GuestNuma
{
    public static Hindrance? Check(InstanceSnapshot instance)
    {
        if (What(instance) is not { } what)
            return null;
        return instance.ComputeMinor >= ComputeRelease.Train
            ? new(Hinders.Not, false, $"has {what}", Estimate(what))
            : new(Hinders.Forbids, false, $"has {what}, with which Nova does not live-migrate before Train", Estimate(what));
    }

    private static string Estimate(string what) => $"has {what}: whether they fit a destination, only Nova's scheduler can check";

    private static string? What(InstanceSnapshot instance) =>
        Asked.HardwareFlag(instance, "cpu_realtime") ? "realtime CPUs"
        : Asked.Hardware(instance, "cpu_policy") is "dedicated" or "mixed" || Asked.Resource(instance, "PCPU") ? "pinned CPUs"
        : Asked.Hardware(instance, "mem_page_size") is not null ? "memory pages of a chosen size"
        : Asked.Hardware(instance, "numa_nodes") is not null ? "NUMA cells of its own"
        : null;
}

using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>
/// AMD SEV (<c>hw:mem_encryption</c>, <c>hw_mem_encryption</c>; Train): compute/api.py refuses to live-migrate or suspend it
/// (<c>reject_sev_instances</c>, by <c>get_mem_encryption_constraint</c> in virt/hardware.py). A cold migration boots it anew, on a host with SEV.
/// </summary>
internal static class MemoryEncryption
{
    public static Hindrance? Check(InstanceSnapshot instance) => Asked.HardwareFlag(instance, "mem_encryption")
        ? new(Hinders.Forbids, false, "has encrypted memory (SEV), which Nova does not live-migrate")
        : null;
}

using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>
/// An emulated TPM (<c>hw:tpm_version</c>, <c>hw_tpm_version</c>; Victoria): compute/api.py refuses to live-migrate it
/// (<c>reject_vtpm_instances</c>). Its secret is its owner's in the key manager, and every start of the guest elsewhere reads it with the
/// caller's token (virt/libvirt/driver.py, <c>_create_guest</c>, <c>ensure_vtpm_secret</c>): an admin's cold migration breaks there. From 2026.1
/// <c>hw:tpm_secret_security=host</c> is live-migrated (Nova's admin guide, emulated TPM).
/// </summary>
internal static class EmulatedTpm
{
    public static Hindrance? Check(InstanceSnapshot instance)
    {
        if (Asked.Hardware(instance, "tpm_version") is null)
            return null;
        return instance.ComputeMinor >= ComputeRelease.Gazpacho && Asked.Find(instance.FlavorExtraSpecs, "hw:tpm_secret_security") is "host" or "deployment"
            ? new(Hinders.Not, false, "has an emulated TPM", "has an emulated TPM, which moves only between computes of 2026.1 or later: Nova checks that")
            : new(Hinders.Forbids, true, "has an emulated TPM, which Nova does not live-migrate, and whose secret only its owner can unlock elsewhere: let its owner migrate it cold, or leave it");
    }
}

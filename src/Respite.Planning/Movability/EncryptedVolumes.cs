using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>
/// An encrypted Cinder volume: wherever it is connected, Nova reads its key with the caller's token (virt/libvirt/driver.py,
/// <c>_connect_volume</c>, <c>_attach_encryptor</c>). Barbican's default policy lets none but the owner's project read it. An admin's live migration
/// then fails in <c>pre_live_migration</c> and is rolled back; a cold one in <c>finish_migration</c>, whether the guest runs or not, which leaves the instance
/// in ERROR. Which policy and which key manager a cloud has, no API tells.
/// </summary>
internal static class EncryptedVolumes
{
    public static Hindrance? Check(InstanceSnapshot instance) => instance.Attachments.HasEncryptedVolumes
        ? new(
            Hinders.Not, true,
            "has an encrypted volume, and unless Nova may read its key for an admin (by default only for its owner's project), a cold migration leaves it in ERROR: "
                + "let its owner shelve and unshelve it, leave it, or say volume_keys_readable: true if Nova may",
            "has an encrypted volume: unless Nova may read its key for an admin (by default only for its owner's project), its live migration fails while it is prepared, and it stays as it is")
        : null;
}

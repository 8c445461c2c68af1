using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>
/// A Manila share attached with virtiofs (compute 2.97, 2025.1): Nova answers a live migration and a cold one with 409
/// (compute/api.py, <c>block_shares_not_supported</c>). Detaching a share needs the instance to be stopped.
/// </summary>
internal static class FileShares
{
    public static Hindrance? Check(InstanceSnapshot instance) => instance.Attachments.HasShares
        ? new(Hinders.Forbids, true, "has a share attached (Manila), with which Nova migrates neither live nor cold: its owner stops it and detaches the share, or leave it")
        : null;
}

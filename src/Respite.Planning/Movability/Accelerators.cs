using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>
/// A Cyborg accelerator (<c>accel:device_profile</c>) or a port with one (<c>accelerator-direct</c>, <c>accelerator-direct-physical</c>):
/// compute/api.py refuses live migration and cold migration alike (<c>block_accelerators</c>, <c>block_port_accelerators</c>).
/// </summary>
internal static class Accelerators
{
    public static Hindrance? Check(InstanceSnapshot instance) =>
        Asked.Find(instance.FlavorExtraSpecs, "accel:device_profile") is not null || Any(instance.Attachments.VnicTypes)
            ? new(Hinders.Forbids, true, "has an accelerator (Cyborg), which Nova migrates neither live nor cold: delete and rebuild it elsewhere, or leave it")
            : null;

    private static bool Any(IReadOnlyList<string> vnicTypes)
    {
        foreach (var type in vnicTypes)
            if (type is "accelerator-direct" or "accelerator-direct-physical")
                return true;
        return false;
    }
}

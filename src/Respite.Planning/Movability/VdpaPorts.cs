using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>
/// A vDPA port (<c>binding:vnic_type</c> vdpa): before Zed Nova moves it in no way; from Zed on, when every compute is (service version 63,
/// compute/api.py, <c>reject_vdpa_instances</c>), its interface is unplugged for the migration and plugged in again
/// (<c>VNIC_TYPES_DIRECT_PASSTHROUGH</c> in network/model.py).
/// </summary>
internal static class VdpaPorts
{
    public static Hindrance? Check(InstanceSnapshot instance) =>
        !instance.Attachments.VnicTypes.Contains("vdpa") ? null
        : instance.ComputeMinor < ComputeRelease.Zed
            ? new(Hinders.Forbids, true, "has a vDPA port, which Nova does not move before Zed")
            : new(
                Hinders.Interrupts, false, "has a vDPA port, which is unplugged for as long as a live migration takes",
                "has a vDPA port: whether the destination has a device free, only Nova's scheduler knows");
}

using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>
/// SR-IOV ports (<c>binding:vnic_type</c>, network/model.py <c>VNIC_TYPES_SRIOV</c>). From Train on Nova live-migrates them where Neutron binds
/// a port to two hosts and both computes can (conductor/tasks/live_migrate.py, <c>_check_can_migrate_pci</c>); the destination's device is claimed
/// in its pre-check, so only Nova knows whether one is free. macvtap and virtio-forwarder stay connected; direct ones are unplugged
/// before and plugged in after (virt/libvirt/driver.py, <c>_detach_direct_passthrough_vifs</c>), which the guest notices unless it has a bond.
/// </summary>
internal static class SriovPorts
{
    public static Hindrance? Check(InstanceSnapshot instance)
    {
        Hindrance? worst = null;
        foreach (var type in instance.Attachments.VnicTypes)
            if (Check(type, instance.ComputeMinor) is { } found && (worst is null || found.Live > worst.Live))
                worst = found;
        return worst;
    }

    private static Hindrance? Check(string type, int minor) => type switch
    {
        "direct" or "direct-physical" or "macvtap" or "virtio-forwarder" or "remote-managed" when minor < ComputeRelease.Train =>
            new(Hinders.Forbids, false, $"has an SR-IOV port ({type}), which Nova does not live-migrate before Train", Estimate(type)),
        "direct" or "direct-physical" or "remote-managed" =>
            new(Hinders.Interrupts, false, $"has an SR-IOV port ({type}), which is unplugged for as long as a live migration takes", Estimate(type)),
        "macvtap" or "virtio-forwarder" => new(Hinders.Not, false, $"has an SR-IOV port ({type})", Estimate(type)),
        _ => null,
    };

    private static string Estimate(string type) => $"has an SR-IOV port ({type}): whether the destination has a device free, only Nova's scheduler knows";
}

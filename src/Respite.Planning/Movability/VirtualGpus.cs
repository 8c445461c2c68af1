using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>
/// Virtual GPUs (<c>resources:VGPU</c>): before 2024.1 libvirt refuses to live-migrate a mediated device; from then on it needs libvirt 8.6 and
/// QEMU 8.1 on both sides and the same type at the destination (Nova's admin guide, virtual GPUs). Before Ussuri a cold
/// migration arrives without its GPU.
/// </summary>
internal static class VirtualGpus
{
    public static Hindrance? Check(InstanceSnapshot instance) =>
        !Asked.Resource(instance, "VGPU") ? null
        : instance.ComputeMinor >= ComputeRelease.Caracal
            ? new(
                Hinders.Not, false, "has a virtual GPU",
                "has a virtual GPU: whether both sides have libvirt 8.6, QEMU 8.1 and the same type of device, only its migration shows")
            : new(Hinders.Forbids, instance.ComputeMinor < ComputeRelease.Ussuri, "has a virtual GPU, which Nova does not live-migrate before 2024.1");
}

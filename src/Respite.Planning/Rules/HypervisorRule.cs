using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// The same type of hypervisor and the same CPU architecture and vendor as the source, where both are known, and what the image asks for
/// (ImagePropertiesFilter: hw_architecture, img_hv_type). A guest that runs goes to no older hypervisor (nova/conductor/tasks/live_migrate.py,
/// _check_compatible_with_source_hypervisor: InvalidHypervisorType, DestinationHypervisorTooOld).
/// </summary>
public static class HypervisorRule
{
    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        if (Differ(Canonical(room.Host.HypervisorType), Canonical(context.Source.HypervisorType)))
            return RuleResult.Refuse("of another hypervisor type", static (_, room, context) =>
                $"{room.Host.Name} runs {room.Host.HypervisorType}, {context.Source.Name} runs {context.Source.HypervisorType}");
        if (Differ(Canonical(room.Host.HypervisorType), Canonical(instance.ImageProperties.GetValueOrDefault("img_hv_type"))))
            return RuleResult.Refuse("of another hypervisor type", static (instance, room, _) =>
                $"{instance.Name}'s image asks for {instance.ImageProperties["img_hv_type"]}, {room.Host.Name} runs {room.Host.HypervisorType}");
        if (MovesRunning(instance) && room.Host.HypervisorVersion < context.Source.HypervisorVersion)
            return RuleResult.Refuse("of an older hypervisor", static (_, room, context) =>
                $"{room.Host.Name}'s hypervisor is older ({room.Host.HypervisorVersion}) than {context.Source.Name}'s ({context.Source.HypervisorVersion})");
        return Cpu(instance, room.Host, context.Source);
    }

    private static RuleResult Cpu(InstanceSnapshot instance, HostSnapshot host, HostSnapshot source)
    {
        if (Differ(Canonical(host.Cpu?.Arch), Canonical(source.Cpu?.Arch)))
            return RuleResult.Refuse("of another architecture", static (_, room, context) =>
                $"{room.Host.Name} is {room.Host.Cpu!.Arch}, {context.Source.Name} is {context.Source.Cpu!.Arch}");
        if (Differ(Canonical(host.Cpu?.Arch), Canonical(instance.ImageProperties.GetValueOrDefault("hw_architecture"))))
            return RuleResult.Refuse("of another architecture", static (instance, room, _) =>
                $"{instance.Name}'s image asks for {instance.ImageProperties["hw_architecture"]}, {room.Host.Name} is {room.Host.Cpu!.Arch}");
        return MovesRunning(instance) && Differ(host.Cpu?.Vendor, source.Cpu?.Vendor)
            ? RuleResult.Refuse("of another CPU vendor", static (_, room, context) =>
                $"{room.Host.Name}'s CPU is {room.Host.Cpu!.Vendor}'s, {context.Source.Name}'s is {context.Source.Cpu!.Vendor}'s: a guest that runs cannot change")
            : RuleResult.Allow;
    }

    /// <summary>All but those that are shut off move with their guest.</summary>
    internal static bool MovesRunning(InstanceSnapshot instance) => instance.Status != "SHUTOFF";

    private static bool Differ(string? one, string? other) =>
        one is not null && other is not null && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Nova's Architecture and HVType canonicalize (nova/objects/fields.py). libvirt says KVM or QEMU for the same images.</summary>
    private static string? Canonical(string? name) => name?.ToLowerInvariant() switch
    {
        null or "" => null,
        "amd64" => "x86_64",
        "x86_32" or "i386" => "i686",
        "arm64" => "aarch64",
        "kvm" => "qemu",
        var other => other,
    };
}

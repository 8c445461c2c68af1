using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// The same type of hypervisor and the same CPU architecture as the source, where both are known (nova/conductor/tasks/live_migrate.py
/// raises InvalidHypervisorType), and what the image asks for (ImagePropertiesFilter: hw_architecture, img_hv_type).
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
        if (Differ(Canonical(room.Host.Arch), Canonical(context.Source.Arch)))
            return RuleResult.Refuse("of another architecture", static (_, room, context) =>
                $"{room.Host.Name} is {room.Host.Arch}, {context.Source.Name} is {context.Source.Arch}");
        if (Differ(Canonical(room.Host.Arch), Canonical(instance.ImageProperties.GetValueOrDefault("hw_architecture"))))
            return RuleResult.Refuse("of another architecture", static (instance, room, _) =>
                $"{instance.Name}'s image asks for {instance.ImageProperties["hw_architecture"]}, {room.Host.Name} is {room.Host.Arch}");
        return RuleResult.Allow;
    }

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

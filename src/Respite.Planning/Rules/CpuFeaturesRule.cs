using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// A host that lacks features of the source's CPU may refuse a running guest: only its own check can tell, since that looks at the guest's CPU model
/// (nova/virt/libvirt/driver.py, _compare_cpu), which the API does not show. So it costs, and others come first.
/// </summary>
public static class CpuFeaturesRule
{
    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        !context.IsWeaker(room.Host.Cpu) || !HypervisorRule.MovesRunning(instance)
            ? RuleResult.Allow
            : RuleResult.Penalise(1, "without features of the source's CPU", static (instance, room, context) =>
                $"{room.Host.Name}'s CPU{(room.Host.Cpu!.Model is { } model ? $" ({model})" : "")} lacks {string.Join(", ", Lacking(room, context).Take(3))} of {context.Source.Name}'s: it may refuse {instance.Name} (estimate)");

    private static IEnumerable<string> Lacking(HostRoom room, PlacementContext context) =>
        context.Source.Cpu!.Features.Where(feature => !room.Host.Cpu!.Features.Contains(feature)).Order(StringComparer.Ordinal);
}

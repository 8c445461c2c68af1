using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>The rules in their order: first what holds for a host whatever comes, then what the pair says, last what the plan has filled.</summary>
public static class PlacementRules
{
    public static IReadOnlyList<PlacementRule> Ordered { get; } =
    [
        new("host", "ComputeFilter", false, HostRule.Check),
        new("status", "request_filter.compute_status_filter", false, ComputeStatusRule.Check),
        new("excluded", "(Respite: a destination that refused or failed)", false, ExcludedDestinationRule.Check),
        new("zone", "AvailabilityZoneFilter, map_az_to_placement_aggregate", false, AvailabilityZoneRule.Check),
        new("hypervisor", "ImagePropertiesFilter, conductor's _check_compatible_with_source_hypervisor", false, HypervisorRule.Check),
        new("capabilities", "ComputeCapabilitiesFilter", false, CapabilitiesRule.Check),
        new("traits", "Placement required / forbidden traits", false, TraitsRule.Check),
        new("isolated aggregate", "request_filter.isolate_aggregates", false, IsolatedAggregateRule.Check),
        new("extra specs", "AggregateInstanceExtraSpecsFilter", false, AggregateExtraSpecsRule.Check),
        new("tenant", "AggregateMultiTenancyIsolation, request_filter.require_tenant_aggregate", false, TenantIsolationRule.Check),
        new("image", "AggregateImagePropertiesIsolation", false, ImageIsolationRule.Check),
        new("affinity", "ServerGroupAffinityFilter", false, AffinityRule.Check),
        new("anti-affinity", "ServerGroupAntiAffinityFilter", true, AntiAffinityRule.Check),
        new("soft groups", "ServerGroupSoftAffinityWeigher, ServerGroupSoftAntiAffinityWeigher", true, SoftGroupRule.Check),
        new("CPU features", "the destination's own check (libvirt's _compare_cpu)", true, CpuFeaturesRule.Check),
        new("capacity", "Placement allocation candidates", true, CapacityRule.Check),
        new("providers", "Placement allocation candidates over nested providers", true, ProviderTreeRule.Check),
    ];

    private static readonly PlacementRule[] All = [.. Ordered];
    internal static readonly PlacementRule[] Fixed = [.. Ordered.Where(rule => !rule.LooksAtRoom)];

    // Capacity first: it refuses most rooms while a packing is sought, and where no reason is asked the order does not matter.
    internal static readonly PlacementRule[] Changing = [.. Ordered.Where(rule => rule.LooksAtRoom).OrderBy(rule => rule.Check == CapacityRule.Check ? 0 : 1)];

    /// <summary>The first refusal, or Allow.</summary>
    public static RuleResult FirstRefusal(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        foreach (var rule in All)
        {
            var result = rule.Check(instance, room, context);
            if (result.Refused)
                return result;
        }
        return RuleResult.Allow;
    }
}

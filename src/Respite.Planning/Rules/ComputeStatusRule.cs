using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// Placement's word on disabled hosts: nova-scheduler forbids the trait COMPUTE_STATUS_DISABLED in every request
/// (nova/scheduler/request_filter.py, compute_status_filter). It can differ from the service's status for a moment.
/// </summary>
public static class ComputeStatusRule
{
    public const string DisabledTrait = "COMPUTE_STATUS_DISABLED";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        room.Host.Traits.Contains(DisabledTrait) && room.Host.Name != context.EnabledFirst
            ? RuleResult.Refuse(HostRule.Disabled, static (_, room, _) => $"{room.Host.Name} carries the trait {DisabledTrait} in Placement")
            : RuleResult.Allow;
}

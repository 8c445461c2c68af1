using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// ServerGroupAffinityFilter passes only hosts on which the group has members. Nova counts the moving instance itself among them
/// (<c>InstanceGroup.get_hosts()</c>, nova/scheduler/utils.py <c>_get_group_details</c>) and ignores its source as a destination, so a
/// group that is all on the source, be it of one member, can leave by no migration, live or cold (seen on Nova Zed with a named host:
/// "No valid host was found"; without one by the same code). A member may only join those that are elsewhere already.
/// </summary>
public static class AffinityRule
{
    private const string Policy = "affinity";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        if (instance.GroupIds.Count == 0)
            return RuleResult.Allow;
        foreach (var group in context.Groups(instance, Policy))
            if (!group.MemberHosts.Values.Contains(room.Host.Name))
                return RuleResult.Refuse("without its affinity group", static (instance, room, context) =>
                    $"{instance.Name} must be with its affinity group {context.Groups(instance, Policy).First().Name}, which has no member on {room.Host.Name}");
        return RuleResult.Allow;
    }

    /// <summary>The hard affinity group that keeps an instance on the source whatever room there is elsewhere, or null.</summary>
    public static ServerGroupSnapshot? Trap(InstanceSnapshot instance, PlacementContext context) =>
        context.Groups(instance, Policy).FirstOrDefault(group =>
            !group.MemberHosts.Values.Any(host => host is not null && host != context.Source.Name));

    /// <summary>The hard affinity group with which an instance moves together, or null.</summary>
    public static string? GroupOf(InstanceSnapshot instance, PlacementContext context) => context.Groups(instance, Policy).FirstOrDefault()?.Id;
}

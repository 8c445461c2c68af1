using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// Soft groups never refuse: Nova only weighs (ServerGroupSoftAffinityWeigher, ServerGroupSoftAntiAffinityWeigher). Members of a soft
/// anti-affinity group already on the host cost 1 each; a host without the other members of a soft affinity group costs 1.
/// </summary>
public static class SoftGroupRule
{
    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        if (instance.GroupIds.Count == 0)
            return RuleResult.Allow;
        foreach (var group in context.Groups(instance, "soft-anti-affinity"))
            if (room.Members(group.Id) is var there and > 0)
                return RuleResult.Penalise(there, "with members of its soft anti-affinity group", static (instance, room, context) =>
                    $"{instance.Name} shares {room.Host.Name} with members of its soft anti-affinity group {context.Groups(instance, "soft-anti-affinity").First().Name}");
        foreach (var group in context.Groups(instance, "soft-affinity"))
            if (group.MemberHosts.Count > 1 && room.Members(group.Id) == 0)
                return RuleResult.Penalise(1, "without its soft affinity group", static (instance, room, context) =>
                    $"{instance.Name} is without its soft affinity group {context.Groups(instance, "soft-affinity").First().Name} on {room.Host.Name}");
        return RuleResult.Allow;
    }
}

using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// ServerGroupAntiAffinityFilter: fewer than <c>max_server_per_host</c> members on the host before it comes. Nova's late check
/// (compute/manager.py, _do_pre_live_migration) asks the same of the destination.
/// </summary>
public static class AntiAffinityRule
{
    private const string Policy = "anti-affinity";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        FirstFull(instance, room, context) is null
            ? RuleResult.Allow
            : RuleResult.Refuse("with members of its anti-affinity group", static (instance, room, context) =>
            {
                var group = FirstFull(instance, room, context)!;
                return $"{room.Host.Name} already has {room.Members(group.Id)} of anti-affinity group {group.Name} (at most {group.MaxServerPerHost} a host)";
            });

    public static IEnumerable<ServerGroupSnapshot> GroupsOf(InstanceSnapshot instance, PlacementContext context) => context.Groups(instance, Policy);

    /// <summary>How many more members of the group the host may have.</summary>
    public static int Space(ServerGroupSnapshot group, HostRoom room) => group.MaxServerPerHost - room.Members(group.Id);

    private static ServerGroupSnapshot? FirstFull(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        if (instance.GroupIds.Count == 0)
            return null;
        foreach (var group in context.Groups(instance, Policy))
            if (Space(group, room) <= 0)
                return group;
        return null;
    }
}

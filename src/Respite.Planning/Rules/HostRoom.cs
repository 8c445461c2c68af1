using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>A host while a plan is made: what is free there and which group members are there, with all that the plan has put on it.</summary>
public sealed class HostRoom(HostSnapshot host, ResourceVector free, Dictionary<string, int>? members)
{
    private List<InstanceSnapshot>? _placed;
    private Dictionary<string, int>? _members = members;

    public HostSnapshot Host { get; } = host;

    public ResourceVector Free { get; private set; } = free;

    /// <summary>What this plan has put here, in that order.</summary>
    public IReadOnlyList<InstanceSnapshot> Placed => (IReadOnlyList<InstanceSnapshot>?)_placed ?? [];

    /// <summary>How many members of a group are here, are promised to it, or have been put here.</summary>
    public int Members(string groupId) => _members?.GetValueOrDefault(groupId) ?? 0;

    public void Place(InstanceSnapshot instance)
    {
        (_placed ??= []).Add(instance);
        Free = Free.Minus(instance.Resources);
        CountMembers(instance, 1);
    }

    public void Remove(InstanceSnapshot instance)
    {
        if (_placed?.Remove(instance) != true)
            throw new InvalidOperationException($"{instance.Name} has not been placed on {Host.Name}");
        Free = Free.Plus(instance.Resources);
        CountMembers(instance, -1);
    }

    private void CountMembers(InstanceSnapshot instance, int change)
    {
        foreach (var group in instance.GroupIds)
        {
            _members ??= new Dictionary<string, int>(StringComparer.Ordinal);
            _members[group] = _members.GetValueOrDefault(group) + change;
        }
    }
}

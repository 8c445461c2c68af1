using Respite.Planning.Model;
using Respite.Planning.Words;

namespace Respite.Planning.Rules;

/// <summary>
/// Respite's own: owners may keep their instances apart (<c>respite:not-with</c>). Two of one project do not share a destination if one names
/// the other, or if both name the same thing that is no instance here: a label. It sees those that the plan moves together, not what is on the
/// destination already. For the rules and the packing that is a server group with the policy anti-affinity, which only this plan knows.
/// </summary>
public static class KeptApart
{
    private const string Prefix = InstanceWords.NotWithKey + " ";

    /// <summary>The same cloud and instances (in the same order), with a group for each that are to be kept apart.</summary>
    public static (CloudSnapshot Cloud, IReadOnlyList<InstanceSnapshot> Instances) In(CloudSnapshot cloud, IReadOnlyList<InstanceSnapshot> instances, DrainPolicy policy)
    {
        var groups = Groups(instances, policy);
        if (groups.Count == 0)
            return (cloud, instances);
        var joined = instances.Select(instance => instance with
        {
            GroupIds = [.. instance.GroupIds, .. groups.Where(group => group.MemberHosts.ContainsKey(instance.Id)).Select(group => group.Id)],
        });
        return (cloud with { Groups = [.. cloud.Groups, .. groups] }, [.. joined]);
    }

    /// <summary>Without the groups made here: what is kept apart may well move at once.</summary>
    public static IReadOnlyList<string> Without(IReadOnlyList<string> groupIds) =>
        groupIds.Any(id => id.StartsWith(Prefix, StringComparison.Ordinal)) ? [.. groupIds.Where(id => !id.StartsWith(Prefix, StringComparison.Ordinal))] : groupIds;

    private static List<ServerGroupSnapshot> Groups(IReadOnlyList<InstanceSnapshot> instances, DrainPolicy policy)
    {
        var said = instances.SelectMany(instance => InstanceWords.Of(instance, policy).NotWith.Select(label => (Instance: instance, Label: label))).ToList();
        var groups = new Dictionary<string, ServerGroupSnapshot>(StringComparer.Ordinal);
        foreach (var (instance, label) in said)
        {
            var named = instances.Where(other => other.ProjectId == instance.ProjectId && other.Id != instance.Id && (other.Name == label || other.Id == label)).ToList();
            foreach (var other in named)
                Add(string.Join(' ', new[] { instance.Id, other.Id }.Order(StringComparer.Ordinal)), $"{instance.Name} and {other.Name}", [instance, other]);
            if (named.Count == 0)
                Add($"{instance.ProjectId} {label}", label, said.Where(pair => pair.Label == label && pair.Instance.ProjectId == instance.ProjectId).Select(pair => pair.Instance));
        }
        return [.. groups.Values.Where(group => group.MemberHosts.Count > 1)];

        // On the drained host, which is no destination, so that where they are now does not matter.
        void Add(string id, string name, IEnumerable<InstanceSnapshot> members) => groups.TryAdd(id, new ServerGroupSnapshot
        {
            Id = Prefix + id,
            Name = Prefix + name,
            Policy = "anti-affinity",
            MemberHosts = members.DistinctBy(member => member.Id).ToDictionary(member => member.Id, _ => (string?)null),
        });
    }
}

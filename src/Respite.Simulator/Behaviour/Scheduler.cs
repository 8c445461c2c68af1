using Respite.Simulator.Model;
using Respite.Simulator.Placement;

namespace Respite.Simulator.Behaviour;

/// <summary>The scheduler's answer: a host and its node, or neither and why.</summary>
internal sealed record Choice(Host? Host, Node? Node, string Refusal);

/// <summary>
/// Nova's scheduler, as far as a move can tell: Placement's candidates, then the filters, then the weighers. Hosts are weighed by what
/// lives there, not by what is on its way: so moves asked for at once pile up on one host, as measured.
/// </summary>
internal sealed class Scheduler(World world)
{
    private readonly HostFilters _filters = new(world);

    /// <summary>When Placement has no candidate at all.</summary>
    public const string NoCandidate = "No valid host was found. ";

    /// <summary>When the filters leave none of Placement's candidates.</summary>
    public const string NoneLeft = "No valid host was found. There are not enough hosts available.";

    /// <summary>The best host for the instance, or why there is none. A named host is validated like any other.</summary>
    /// <param name="ignore">Hosts left out: where it is, and what has refused it.</param>
    public Choice Select(Instance instance, string? named, IReadOnlySet<string> ignore)
    {
        Choice? best = null;
        var candidates = 0;
        var bestWeight = double.NegativeInfinity;
        IEnumerable<Host> hosts = named is null ? world.Hosts.Values : world.FindHost(named) is { } host ? [host] : [];
        foreach (var candidate in hosts)
        {
            if (Candidate(instance, candidate) is not { } node)
                continue;
            candidates++;
            if (ignore.Contains(candidate.Name) || !Passes(instance, candidate))
                continue;
            var weight = Weigh(instance, candidate, node);
            if (weight > bestWeight)
                (best, bestWeight) = (new Choice(candidate, node, ""), weight);
        }
        return best ?? new Choice(null, null, candidates == 0 ? NoCandidate : NoneLeft);
    }

    // What Placement is asked: room, traits, not disabled, in and not in certain aggregates.
    private Node? Candidate(Instance instance, Host host) => _filters.IsAskedFor(instance, host)
        ? host.NodeList.Find(n => !n.TraitSet.Contains(HostLife.DisabledTrait) && HasImageTraits(n, instance.Image) && Sharing.Find(n, instance.Flavor.Request) is not null)
        : null;

    /// <summary>
    /// The destination's own check of hard group policies (nova/compute/manager.py, _validate_instance_group_policy), for moves that were
    /// forced past the scheduler or that it forgot; null when they hold.
    /// </summary>
    public string? LateGroupViolation(Instance instance, Host host)
    {
        if (world.Groups.Find(g => g.Id == instance.GroupId) is not { Policy: "anti-affinity" or "affinity" } group)
            return null;
        return GroupAllows(instance, host, counted: true, late: true) ? null : $"{(group.Policy == "affinity" ? "Affinity" : "Anti-affinity")} instance group policy was violated";
    }

    private bool IsOnItsWay(string instanceId, Host host) =>
        world.MigrationsByInstance.GetValueOrDefault(instanceId, []).Exists(m => m.UnderWay && m.DestCompute == host.Name);

    /// <param name="counted">Whether members on their way to the host count, as they do for a scheduler that remembers where it sent them.</param>
    /// <param name="late">The destination's own check, not the scheduler's.</param>
    private bool GroupAllows(Instance instance, Host host, bool counted, bool late = false)
    {
        if (world.Groups.Find(g => g.Id == instance.GroupId) is not { } group)
            return true;
        var here = MembersOn(group, instance, host);
        return group.Policy switch
        {
            "anti-affinity" => group.MemberIds.Count(id => id != instance.Id && (host.Residents.ContainsKey(id) || (counted && IsOnItsWay(id, host)))) < (group.MaxServerPerHost ?? 1),
            // The scheduler counts the instance itself among those that say where the group is; the destination's late check does not.
            "affinity" => here > 0 || !group.MemberIds.Any(id => (id != instance.Id || !late) && world.Instances.TryGetValue(id, out var m) && m.Host is not null),
            _ => true,
        };
    }

    private bool Passes(Instance instance, Host host)
    {
        if (!host.Enabled || !host.Up)
            return false;
        return _filters.Pass(instance, host) && GroupAllows(instance, host, counted: !world.Faults.SchedulerForgets);
    }

    private static bool HasImageTraits(Node node, Image image) =>
        image.Properties.All(p => p.Value != "required" || !p.Key.StartsWith("trait:", StringComparison.Ordinal) || node.TraitSet.Contains(p.Key["trait:".Length..]));

    private double Weigh(Instance instance, Host host, Node node)
    {
        double ram = 0, vcpus = 0, disk = 0;
        foreach (var resident in host.Residents.Values)
        {
            ram += resident.Flavor.Ram;
            vcpus += resident.Flavor.Vcpus;
            disk += resident.Flavor.Disk;
        }
        var weight = Free(node, "MEMORY_MB", ram) + Free(node, "VCPU", vcpus) + Free(node, "DISK_GB", disk);
        return world.Groups.Find(g => g.Id == instance.GroupId) switch
        {
            { Policy: "soft-affinity" } group => weight + (10 * MembersOn(group, instance, host)),
            { Policy: "soft-anti-affinity" } group => weight - (10 * MembersOn(group, instance, host)),
            _ => weight,
        };
    }

    private static double Free(Node node, string resource, double used) =>
        node.Stock.TryGetValue(resource, out var stock) && stock.Capacity > 0 ? (stock.Capacity - used) / stock.Capacity : 0;

    private static int MembersOn(ServerGroup group, Instance instance, Host host) =>
        group.MemberIds.Count(id => id != instance.Id && host.Residents.ContainsKey(id));
}

using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Packing;
using Respite.Planning.Rules;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Drain;

/// <summary>Against every possible placement, on cases that are small and tight enough for the order to matter.</summary>
public sealed class ExactComparisonTests
{
    [Fact]
    public void Where_any_placement_exists_the_planner_finds_one()
    {
        var possible = 0;
        var missed = new List<int>();
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = Tight(seed);
            if (!Exists(random))
                continue;
            possible++;
            if (!random.Plan().Feasible)
                missed.Add(seed);
        }
        possible.ShouldBeGreaterThan(500, "else the cases are too tight to say anything");
        missed.ShouldBeEmpty();
    }

    [Fact]
    public void Where_none_exists_the_planner_proves_it()
    {
        for (var seed = 0; seed < 1000; seed++)
            if (Tight(seed) is var random && !Exists(random))
                (random.Plan() is { Feasible: false, Proof: Proof.Impossible }).ShouldBeTrue($"seed {seed}");
    }

    /// <summary>Up to 4 hosts and 5 instances, filled to between 85 and 100 %, with groups and traits.</summary>
    private static RandomCase Tight(int seed)
    {
        var random = RandomCase.Of(seed, hosts: 4, instances: 5, plainStates: true);
        var dice = new Random(seed);
        var hosts = random.Cloud.Hosts.Skip(1).Select(host => host with { Used = ResourceVector.Zero, Capacity = ResourceVector.Of(("VCPU", 1), ("MEMORY_MB", 1024)), Spare = false }).ToArray();
        foreach (var instance in random.Instances)
        {
            // Every instance has a host that was made to measure for it, though not always one that the rules allow.
            var host = dice.Next(hosts.Length);
            hosts[host] = hosts[host] with { Capacity = hosts[host].Capacity.Plus(instance.Resources) };
        }
        return random with { Cloud = random.Cloud with { Hosts = [Host("h0"), .. hosts] }, Policy = new DrainPolicy(), Options = new PlanOptions() };
    }

    private static bool Exists(RandomCase random)
    {
        var context = new PlacementContext(random.Cloud, random.Cloud.Hosts[0], random.Options);
        var movers = random.Instances.Where(instance => AffinityRule.Trap(instance, context) is null).ToArray();
        return Search(movers, 0, Rooms.Of(random.Cloud, random.Options), context, []);
    }

    private static bool Search(InstanceSnapshot[] movers, int next, HostRoom[] rooms, PlacementContext context, Dictionary<string, string> homes)
    {
        if (next == movers.Length)
            return true;
        var group = AffinityRule.GroupOf(movers[next], context);
        foreach (var room in rooms)
        {
            if (group is not null && homes.TryGetValue(group, out var home) && home != room.Host.Name)
                continue;
            if (PlacementRules.FirstRefusal(movers[next], room, context).Refused)
                continue;
            var first = group is not null && homes.TryAdd(group, room.Host.Name);
            room.Place(movers[next]);
            if (Search(movers, next + 1, rooms, context, homes))
                return true;
            room.Remove(movers[next]);
            if (first)
                homes.Remove(group!);
        }
        return false;
    }
}

using FsCheck;
using FsCheck.Fluent;
using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Packing;
using Respite.Planning.Rules;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Packing;

/// <summary>The complete search alone, without the quick passes and counts before it, against every possible placement.</summary>
public sealed class ExactSearchTests
{
    private const long Enough = 10_000_000;

    [Fact]
    public void It_finds_a_packing_exactly_when_there_is_one()
    {
        int possible = 0, impossible = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var (units, rooms) = Alike(seed);
            var (proof, found) = ExactSearch.Run(units, rooms, Enough);
            var exists = Exists(units, rooms, 0);
            proof.ShouldBe(exists ? Proof.Placed : Proof.Impossible);
            if (exists)
                ShouldFit(units, rooms, found!);
            _ = exists ? possible++ : impossible++;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(6000));
        possible.ShouldBeGreaterThan(300);
        impossible.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Hosts_that_are_equally_free_do_not_stand_for_each_other_where_another_instance_may_go_to_one_only()
    {
        // a may go to h1 and h2, b and c to h1 and h3; each fills a host. a is tried on h1 first, which leaves one host for b and c.
        var cloud = Cloud(Host("h1", vcpu: 3), Host("h2", vcpu: 3), Host("h3", vcpu: 3));
        var context = new PlacementContext(cloud, cloud.Hosts[0], new PlanOptions());
        var rooms = Rooms.Of(cloud, context.Options);
        PackingUnit Unit(string id, int[] candidates, int kind) => new([new Mover(Instance(id, 3), context)], Size(3, 1024), candidates, kind);
        ExactSearch.Run([Unit("a", [1, 2], 0), Unit("b", [1, 3], 1), Unit("c", [1, 3], 1)], rooms, Enough).Found.ShouldBe([2, 1, 3]);
    }

    [Fact]
    public void The_rooms_are_left_as_they_were()
    {
        var (units, rooms) = Alike(1);
        ExactSearch.Run(units, rooms, Enough);
        rooms.ShouldAllBe(room => room.Placed.Count == 0);
    }

    [Fact]
    public void Beyond_its_limit_it_says_that_it_does_not_know()
    {
        var (units, rooms) = Alike(1);
        ExactSearch.Run(units, rooms, 1).Proof.ShouldBe(Proof.NotFoundWithinLimit);
    }

    /// <summary>A few sizes and a few kinds of hosts, so that many are interchangeable; groups and traits that break it here and there.</summary>
    private static (List<PackingUnit> Units, HostRoom[] Rooms) Alike(int seed)
    {
        var random = new Random(seed);
        var instances = Enumerable.Range(0, random.Next(4, 9)).Select(i => Instance($"i{i}") with
        {
            Resources = Size(random.Next(1, 4), random.Next(1, 3) * 1024),
            GroupIds = random.Next(2) == 0 ? [$"g{random.Next(2)}"] : [],
            RequiredTraits = new HashSet<string>(random.Next(4) == 0 ? ["CUSTOM_SSD"] : []),
        }).ToArray();
        var hosts = Enumerable.Range(1, random.Next(2, 5)).Select(i => new HostSnapshot
        {
            Name = $"h{i}",
            Zone = "nova",
            Capacity = Size(random.Next(4, 7), random.Next(4, 6) * 1024),
            Traits = new HashSet<string>(random.Next(2) == 0 ? ["CUSTOM_SSD"] : []),
        }).ToArray();
        var groups = new[] { "g0", "g1" }.Select(id => Group(id, "anti-affinity",
            [.. instances.Where(instance => instance.GroupIds.Contains(id)).Select(instance => (instance.Id, (string?)"h0")), ("x" + id, $"h{random.Next(1, 4)}")]) with
        {
            MaxServerPerHost = random.Next(1, 4),
        });
        var cloud = Cloud(hosts) with { Groups = [.. groups] };
        var context = new PlacementContext(cloud, cloud.Hosts[0], new PlanOptions());
        var asked = new PackingCase(cloud, [.. instances.Select(instance => new Mover(instance, context))], new HashSet<string> { "h0" }, context.Options, Pack: false);
        var rooms = asked.Rooms();
        return (PackingUnit.Of(asked.Movers, new Candidates(asked, rooms)), rooms);
    }

    private static bool Exists(List<PackingUnit> units, HostRoom[] rooms, int next)
    {
        if (next == units.Count)
            return true;
        foreach (var room in units[next].Candidates.Select(room => rooms[room]).Where(room => units[next].Fits(room)).ToArray())
        {
            room.Place(units[next].Movers[0].Instance);
            var exists = Exists(units, rooms, next + 1);
            room.Remove(units[next].Movers[0].Instance);
            if (exists)
                return true;
        }
        return false;
    }

    private static void ShouldFit(List<PackingUnit> units, HostRoom[] rooms, int[] found)
    {
        for (var i = 0; i < units.Count; i++)
        {
            units[i].Candidates.ShouldContain(found[i]);
            units[i].Fits(rooms[found[i]]).ShouldBeTrue();
            rooms[found[i]].Place(units[i].Movers[0].Instance);
        }
    }
}

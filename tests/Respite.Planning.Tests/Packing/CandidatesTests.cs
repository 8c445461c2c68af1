using FsCheck;
using FsCheck.Fluent;
using Respite.Planning.Packing;
using Respite.Planning.Rules;
using Respite.Planning.Tests.Drain;

namespace Respite.Planning.Tests.Packing;

public sealed class CandidatesTests
{
    [Fact]
    public void Asking_a_rule_once_for_hosts_of_a_kind_gives_what_asking_for_each_host_gives() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = RandomCase.Of(seed, hosts: 20);
            var context = new PlacementContext(random.Cloud, random.Cloud.Hosts[0], random.Options);
            var movers = random.Instances.Select(instance => new Mover(instance, context)).ToArray();
            var asked = new PackingCase(random.Cloud, movers, new HashSet<string> { "h0" }, random.Options, Pack: false);
            var rooms = asked.Rooms();
            var candidates = new Candidates(asked, rooms);
            foreach (var mover in movers)
                candidates.Of(mover).ShouldBe(Enumerable.Range(0, rooms.Length)
                    .Where(room => PlacementRules.Fixed.All(rule => !rule.Check(mover.Instance, rooms[room], context).Refused)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}

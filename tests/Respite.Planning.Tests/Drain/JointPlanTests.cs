using Respite.Planning.Drain;
using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Drain;

public sealed class JointPlanTests
{
    private static JointPlan Plan(CloudSnapshot cloud, params (string Host, InstanceSnapshot[] Instances)[] drained) => DrainPlanner.PlanTogether(
        cloud, drained.ToDictionary(pair => pair.Host, pair => (IReadOnlyList<InstanceSnapshot>)pair.Instances), new DrainPolicy());

    [Fact]
    public void Hosts_that_are_drained_together_are_no_destinations_for_each_other()
    {
        var plan = Plan(Cloud(Host("h1"), Host("h2")), ("h0", [Instance("a")]), ("h1", [Instance("b")]));
        plan.Plans.Select(one => one.Host).ShouldBe(["h0", "h1"]);
        plan.Plans.SelectMany(one => one.Moves).ShouldAllBe(move => move.Destination == "h2");
    }

    [Fact]
    public void They_share_the_room_of_the_others()
    {
        var cloud = Cloud(Host("h1"), Host("h2", vcpu: 6));
        Plan(cloud, ("h0", [Instance("a", 3)]), ("h1", [Instance("b", 3)])).Feasible.ShouldBeTrue();
        var tight = Plan(cloud, ("h0", [Instance("a", 4)]), ("h1", [Instance("b", 3)]));
        (tight.Feasible, tight.Proof).ShouldBe((false, Proof.Impossible));
        tight.Plans.Count(one => one.Feasible).ShouldBe(1);
    }

    [Fact]
    public void A_group_is_kept_apart_across_the_hosts_that_it_comes_from()
    {
        var cloud = Cloud(Host("h1"), Host("h2"), Host("h3")) with { Groups = [Group("web", "anti-affinity", ("a", "h0"), ("b", "h1"))] };
        Plan(cloud, ("h0", [Instance("a").InGroup("web")]), ("h1", [Instance("b").InGroup("web")]))
            .Plans.SelectMany(one => one.Moves).Select(move => move.Destination).ShouldBe(["h2", "h3"], ignoreOrder: true);
    }

    [Fact]
    public void What_it_leaves_is_told_once_for_all()
    {
        var plan = Plan(Cloud(Host("h1"), Host("h2")), ("h0", [Instance("a", 4)]), ("h1", [Instance("b", 4)]));
        plan.Figures!.Headroom.Single(fill => fill.ResourceClass == "VCPU").ShouldBe(new ClassFill("VCPU", 16, 0, 8));
        plan.Plans.ShouldAllBe(one => one.Figures == null);
    }

    [Fact]
    public void An_unknown_host_is_the_callers_mistake() => Should.Throw<ArgumentException>(() => Plan(Cloud(), ("h9", []))).Message.ShouldContain("h9");
}

using Respite.Planning.Drain;
using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Rules;

public sealed class ServerGroupRuleTests
{
    private static readonly InstanceSnapshot Web = Instance("a").InGroup("web");

    private static CloudSnapshot With(ServerGroupSnapshot group) => Cloud(Host("h1"), Host("h2")) with { Groups = [group] };

    [Fact]
    public void Anti_affinity_refuses_the_host_of_another_member()
    {
        var cloud = With(Group("web", "anti-affinity", ("a", "h0"), ("b", "h1")));
        cloud.WhyNot(Web)!.ShouldContain("already has 1 of anti-affinity group web");
        cloud.Check(Web, "h2").Refused.ShouldBeFalse();
    }

    [Fact]
    public void Anti_affinity_counts_up_to_max_server_per_host()
    {
        var two = Group("web", "anti-affinity", ("a", "h0"), ("b", "h1")) with { MaxServerPerHost = 2 };
        With(two).Check(Web).Refused.ShouldBeFalse();
        With(two with { MemberHosts = new Dictionary<string, string?> { ["a"] = "h0", ["b"] = "h1", ["c"] = "h1" } }).Check(Web).Refused.ShouldBeTrue();
    }

    [Fact]
    public void Anti_affinity_counts_a_member_where_another_move_takes_it() =>
        With(Group("web", "anti-affinity", ("a", "h0"), ("b", "h0")))
            .Check(Web, options: new PlanOptions { PromisedDestinations = new Dictionary<string, string> { ["b"] = "h1" } }).Refused.ShouldBeTrue();

    [Fact]
    public void Affinity_allows_only_where_members_are_already()
    {
        var cloud = With(Group("web", "affinity", ("a", "h0"), ("b", "h1")));
        cloud.Check(Web).Refused.ShouldBeFalse();
        cloud.WhyNot(Web, "h2")!.ShouldContain("affinity group web");
    }

    [Fact]
    public void An_affinity_group_that_is_all_on_the_host_is_a_persons_and_does_not_stop_the_others()
    {
        var plan = With(Group("web", "affinity", ("a", "h0"), ("b", "h0"))).Plan([Web, Instance("b").InGroup("web"), Instance("c")]);
        plan.Feasible.ShouldBeTrue();
        plan.Blockers.Select(blocker => (blocker.InstanceId, blocker.Kind)).ShouldBe(
            [("a", BlockerKind.NeedsPerson), ("b", BlockerKind.NeedsPerson)], ignoreOrder: true);
        plan.Moves.Single(move => move.InstanceId == "a").Destination.ShouldBeNull();
        plan.Moves.Single(move => move.InstanceId == "c").Destination.ShouldNotBeNull();
    }

    [Fact]
    public void Soft_anti_affinity_is_kept_where_it_can_be_and_else_warned_of()
    {
        var group = Group("web", "soft-anti-affinity", ("a", "h0"), ("b", "h1"));
        With(group).Plan([Web]).Moves[0].Destination.ShouldBe("h2");
        var crowded = (Cloud(Host("h1")) with { Groups = [group] }).Plan([Web]);
        crowded.Moves[0].Destination.ShouldBe("h1");
        crowded.Warnings.ShouldHaveSingleItem().ShouldContain("shares h1");
    }

    [Fact]
    public void Soft_affinity_draws_an_instance_to_its_group() =>
        (Cloud(Host("h1"), Host("h2", used: 8)) with { Groups = [Group("web", "soft-affinity", ("a", "h0"), ("b", "h2"))] })
            .Plan([Web]).Moves[0].Destination.ShouldBe("h2");

    [Fact]
    public void The_only_member_of_a_soft_affinity_group_is_not_warned_of() =>
        With(Group("web", "soft-affinity", ("a", "h0"))).Plan([Web]).Warnings.ShouldBeEmpty();
}

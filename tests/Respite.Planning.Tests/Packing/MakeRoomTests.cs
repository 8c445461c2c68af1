using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Tests.Drain;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Packing;

public sealed class MakeRoomTests
{
    [Fact]
    public void With_each_change_that_is_said_to_make_room_a_plan_is_feasible()
    {
        var seen = new HashSet<RoomChangeKind>();
        for (var seed = 0; seed < 400; seed++)
        {
            var random = RandomCase.Of(seed, hosts: 5, instances: 8, plainStates: true);
            foreach (var change in random.Plan().MakesRoom.Where(change => change.Kind != RoomChangeKind.LiftRule))
            {
                seen.Add(change.Kind);
                (random with { Cloud = change.ApplyTo(random.Cloud) }).Plan().Feasible.ShouldBeTrue($"seed {seed}: {change.Words}");
            }
        }
        seen.ShouldBe([RoomChangeKind.EnableHost, RoomChangeKind.FreeRoom], ignoreOrder: true);
    }

    [Fact]
    public void No_smaller_amount_of_what_is_to_be_freed_would_do()
    {
        // Three of 3 and one of 2 in 6 + 4: with 1 more on h2 they go as 3 + 3 and 3 + 2.
        var cloud = Cloud(Host("h1", vcpu: 10, used: 4), Host("h2", vcpu: 6, used: 2));
        InstanceSnapshot[] moving = [Instance("a", 3), Instance("b", 3), Instance("c", 3), Instance("d", 2)];
        var change = cloud.Plan(moving).MakesRoom.Single(change => change.Kind == RoomChangeKind.FreeRoom);
        (change.Host, change.Resources).ShouldBe(("h2", Size(1)));
        change.ApplyTo(cloud).Plan(moving).Feasible.ShouldBeTrue();
    }

    [Fact]
    public void A_disabled_host_is_offered_before_anything_that_disturbs_others() =>
        Cloud(Host("h1", used: 14), Host("h2") with { Enabled = false }).Plan([Instance("a", 4)]).MakesRoom
            .Select(change => change.Words).ShouldBe(["enable h2", "free 2 VCPU on h1"]);

    [Fact]
    public void A_group_that_is_too_wide_apart_is_named_with_what_it_would_have_to_admit()
    {
        var cloud = Cloud(Host("h1")) with { Groups = [Group("web", "anti-affinity", ("a", "h0"), ("b", "h0"))] };
        var plan = cloud.Plan([Instance("a").InGroup("web"), Instance("b").InGroup("web")]);
        plan.Proof.ShouldBe(Proof.Impossible);
        var change = plan.MakesRoom.ShouldHaveSingleItem();
        (change.Kind, change.GroupId, change.MaxServerPerHost).ShouldBe((RoomChangeKind.WidenGroup, "web", 2));
        plan.Warnings.ShouldContain(warning => warning.Contains("of the 2 members of anti-affinity group web only 1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_stands_in_the_way_is_named()
    {
        var change = Cloud(Host("h1") with { Zone = "az2" }).Plan([Instance("a")]).MakesRoom.ShouldHaveSingleItem();
        (change.Kind, change.Rule).ShouldBe((RoomChangeKind.LiftRule, "zone"));
    }

    [Fact]
    public void What_is_not_on_a_host_cannot_be_freed_there() =>
        Cloud(Host("h1", vcpu: 4)).Plan([Instance("a", 8)]).MakesRoom.ShouldBeEmpty();

    [Fact]
    public void A_plan_that_is_feasible_needs_no_change() => Cloud(Host("h1")).Plan([Instance("a")]).MakesRoom.ShouldBeEmpty();
}

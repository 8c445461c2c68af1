using Respite.Planning.Drain;
using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Drain;

public sealed class DrainPlannerTests
{
    [Fact]
    public void Instances_are_spread_where_the_most_headroom_stays()
    {
        var plan = Cloud(Host("h1"), Host("h2")).Plan([Instance("a", 4), Instance("b", 4)]);
        plan.Method.ShouldBe(PlanMethod.Spread);
        plan.Moves.Select(move => move.Destination).ShouldBe(["h1", "h2"], ignoreOrder: true);
    }

    [Fact]
    public void An_unused_spare_takes_everything_and_the_first_by_name_is_taken()
    {
        var plan = Cloud(Host("h1"), Spare("s2"), Spare("s1")).Plan([Instance("a"), Instance("b", status: "SHUTOFF")]);
        (plan.Feasible, plan.Method, plan.SpareHost).ShouldBe((true, PlanMethod.Spare, "s1"));
        plan.Moves.ShouldAllBe(move => move.Destination == "s1");
        plan.Warnings.ShouldContain("s1 is enabled first");
    }

    [Fact]
    public void With_a_seed_one_of_several_spares_is_picked_at_random_and_the_same_again()
    {
        var cloud = Cloud(Host("h1"), Spare("s1"), Spare("s2"), Spare("s3"));
        var picked = Enumerable.Range(1, 30).Select(Pick).ToList();
        picked.Distinct().Order().ShouldBe(["s1", "s2", "s3"]);
        Enumerable.Range(1, 30).Select(Pick).ShouldBe(picked);

        string? Pick(int seed) => cloud.Plan([Instance("a")], options: new PlanOptions { Seed = seed }).SpareHost;
    }

    [Fact]
    public void A_spare_may_be_named_by_the_policy()
    {
        var cloud = Cloud(Host("h1"), Host("s1") with { Enabled = false });
        cloud.Plan([Instance("a")]).Method.ShouldBe(PlanMethod.Spread);
        cloud.Plan([Instance("a")], new DrainPolicy { SpareHosts = ["s1"] }).SpareHost.ShouldBe("s1");
    }

    [Fact]
    public void A_spare_that_does_not_take_everything_is_not_used()
    {
        var plan = Cloud(Host("h1"), Host("h2"), Spare("s1")).Plan([Instance("a", 12), Instance("b", 12)]);
        plan.Method.ShouldBe(PlanMethod.Spread);
        plan.Moves.ShouldAllBe(move => move.Destination != "s1");
    }

    public static TheoryData<string, HostSnapshot> NoSpares => new()
    {
        { "is enabled", Spare("s1") with { Enabled = true, Traits = new HashSet<string>() } },
        { "is down", Spare("s1") with { Up = false } },
        { "is not empty", Spare("s1") with { InstanceCount = 1 } },
        { "is not empty", Spare("s1") with { Used = Size(1) } },
        { "is in maintenance", Spare("s1") with { InMaintenance = true } },
    };

    [Theory]
    [MemberData(nameof(NoSpares), DisableDiscoveryEnumeration = true)]
    public void A_host_that_is_no_spare_after_all_is_warned_of(string why, HostSnapshot host) =>
        Cloud(Host("h1"), host).Plan([Instance("a")], new DrainPolicy { SpareHosts = ["s1"] }).Warnings.ShouldHaveSingleItem().ShouldContain(why);

    [Fact]
    public void Those_who_come_late_do_not_have_a_spare_enabled() =>
        Cloud(Host("h1"), Spare("s1")).Plan([Instance("a")], options: new PlanOptions { UseSpares = false }).Method.ShouldBe(PlanMethod.Spread);

    [Fact]
    public void Without_room_nothing_is_feasible_and_each_instance_says_what_is_short_and_what_would_help()
    {
        var plan = Cloud(Host("h1", used: 14), Host("h2", used: 15), Host("h3") with { Enabled = false }, Host("h4") with { Zone = "az2" })
            .Plan([Instance("a", 4)]);
        plan.Feasible.ShouldBeFalse();
        plan.Method.ShouldBe(PlanMethod.None);
        var blocker = plan.Blockers.ShouldHaveSingleItem();
        (blocker.InstanceId, blocker.Kind).ShouldBe(("a", BlockerKind.NoDestination));
        blocker.Reason.ShouldBe(
            "needs 1024 MEMORY_MB, 4 VCPU; of 4 other hosts: 2 short of VCPU, 1 disabled, 1 in another zone. Closest is h1, short of 2 VCPU. It is proved that not all of it can be placed. " +
            "To make room for everything: enable h3, or free 2 VCPU on h1, or have vm-a not held to the rule \"zone\" (AvailabilityZoneFilter, map_az_to_placement_aggregate).");
    }

    [Fact]
    public void What_other_instances_of_the_plan_take_is_said_to_be_taken()
    {
        var plan = Cloud(Host("h1", vcpu: 4)).Plan([Instance("a", 3), Instance("b", 3)]);
        plan.Blockers.ShouldHaveSingleItem().Reason.ShouldContain("1 taken by other instances of this plan");
        plan.Warnings.ShouldContain(warning => warning.Contains("2 VCPU more", StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_without_others_says_so() => Cloud().Plan([Instance("a")]).Blockers[0].Reason.ShouldStartWith("there is no other host");

    [Fact]
    public void A_host_that_is_down_is_refused()
    {
        var plan = DrainPlanner.Plan(new CloudSnapshot { Hosts = [Host("h0") with { Up = false }, Host("h1")] }, "h0", [Instance("a")], new DrainPolicy());
        plan.Feasible.ShouldBeFalse();
        plan.Blockers.ShouldHaveSingleItem().Kind.ShouldBe(BlockerKind.HostUnfit);
    }

    [Fact]
    public void An_empty_host_is_feasible_at_once() => Cloud(Host("h1")).Plan([]).ShouldSatisfyAllConditions(
        plan => plan.Feasible.ShouldBeTrue(), plan => plan.Method.ShouldBe(PlanMethod.None));

    [Fact]
    public void A_confirmed_resize_on_the_host_needs_a_destination_and_one_elsewhere_does_not()
    {
        var here = Instance("a", status: "VERIFY_RESIZE");
        var plan = Cloud(Host("h1")).Plan([here, here with { Id = "b", ResizeSourceOnly = true }], new DrainPolicy { VerifyResize = VerifyResizeChoice.Confirm });
        plan.Moves.Single(move => move.InstanceId == "a").Destination.ShouldBe("h1");
        plan.Moves.Single(move => move.InstanceId == "b").Destination.ShouldBeNull();
    }

    [Fact]
    public void What_needs_a_person_is_shown_beforehand_and_does_not_stop_the_plan()
    {
        var plan = Cloud(Host("h1")).Plan([Instance("a", status: "SUSPENDED"), Instance("b")]);
        plan.Feasible.ShouldBeTrue();
        var blocker = plan.Blockers.ShouldHaveSingleItem();
        blocker.Kind.ShouldBe(BlockerKind.NeedsPerson);
        blocker.Reason.ShouldStartWith("needs a person: ");
        plan.Moves.Single(move => move.InstanceId == "a").NeedsPerson.ShouldBeTrue();
    }

    [Fact]
    public void With_the_scheduler_choosing_no_destination_is_named_but_room_is_still_proved()
    {
        var policy = new DrainPolicy { Destinations = DestinationChoice.Scheduler };
        var plan = Cloud(Host("h1"), Spare("s1")).Plan([Instance("a")], policy);
        (plan.Feasible, plan.Method).ShouldBe((true, PlanMethod.Spread));
        plan.Moves[0].Destination.ShouldBeNull();
        Cloud(Host("h1", used: 16)).Plan([Instance("a")], policy).Feasible.ShouldBeFalse();
    }

    [Fact]
    public void A_unit_that_fits_nowhere_ejects_what_is_in_its_way()
    {
        // Spreading puts a three on each host and then the twos in turn: the last finds one VCPU on each. Only 3+3 and 2+2+2 fits.
        var plan = Cloud(Host("h1", vcpu: 6), Host("h2", vcpu: 6))
            .Plan([Instance("a", 3), Instance("b", 3), Instance("c", 2), Instance("d", 2), Instance("e", 2)]);
        plan.Feasible.ShouldBeTrue();
    }

    [Fact]
    public void Moves_start_with_the_quick_and_the_biggest_and_end_with_what_stays()
    {
        var plan = Cloud(Host("h1", 64)).Plan([
            Instance("left", status: "SOFT_DELETED"), Instance("cold", status: "SHUTOFF"), Instance("build", status: "BUILD"),
            Instance("small"), Instance("big") with { MemoryMb = 8192 }, Instance("shelved", status: "SHELVED"), Instance("ask", status: "ERROR"),
        ], new DrainPolicy { SoftDeleted = StateChoice.Leave });
        plan.Moves.Select(move => move.InstanceId).ShouldBe(["shelved", "big", "small", "cold", "build", "ask", "left"]);
    }

    [Fact]
    public void Two_members_of_a_group_do_not_follow_each_other_where_that_can_be_avoided()
    {
        var cloud = Cloud(Host("h1"), Host("h2"), Host("h3")) with { Groups = [Group("web", "anti-affinity", ("a", "h0"), ("b", "h0"))] };
        cloud.Plan([Instance("a").InGroup("web"), Instance("b").InGroup("web"), Instance("c")])
            .Moves.Select(move => move.InstanceId).ShouldBe(["a", "c", "b"]);
    }

    [Fact]
    public void An_unknown_host_is_the_callers_mistake() =>
        Should.Throw<ArgumentException>(() => DrainPlanner.Plan(Cloud(), "h9", [], new DrainPolicy()));
}

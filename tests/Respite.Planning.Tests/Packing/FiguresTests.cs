using Respite.Planning.Drain;
using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Packing;

public sealed class FiguresTests
{
    [Fact]
    public void Headroom_and_destinations_are_told_before_and_after()
    {
        var figures = Cloud(Host("h1", used: 2), Host("h2", used: 6), Host("h3") with { Enabled = false }).Plan([Instance("a", 4)]).Figures!;
        figures.Headroom.ShouldBe([new ClassFill("MEMORY_MB", 128 * 1024, 0, 1024), new ClassFill("VCPU", 32, 8, 12)]);
        var destination = figures.Destinations.ShouldHaveSingleItem();
        (destination.Host, destination.Arrivals).ShouldBe(("h1", 1));
        destination.Classes.ShouldBe([new ClassFill("MEMORY_MB", 64 * 1024, 0, 1024), new ClassFill("VCPU", 16, 2, 6)]);
    }

    [Fact]
    public void What_is_promised_counts_as_used() =>
        Cloud(Host("h1")).Plan([Instance("a")], options: new PlanOptions { ReservedResources = new Dictionary<string, ResourceVector> { ["h1"] = Size(3) } })
            .Figures!.Headroom[1].ShouldBe(new ClassFill("VCPU", 16, 3, 4));

    [Fact]
    public void The_bound_of_the_fullest_is_the_level_of_water()
    {
        // 12 VCPU over two hosts of 16 with 4 and 8 used: even at best both stand at 12 of 16.
        var figures = Cloud(Host("h1", used: 4), Host("h2", used: 8)).Plan([Instance("a", 4), Instance("b", 4), Instance("c", 4)]).Figures!;
        (figures.Fullest, figures.FullestAtLeast).ShouldBe((0.75, 0.75));
        figures.HostsAtLeast.ShouldBe(1);
    }

    [Fact]
    public void To_pack_fills_the_fullest_and_leaves_the_others_free()
    {
        var cloud = Cloud(Host("h1", used: 2), Host("h2", used: 6));
        cloud.Plan([Instance("a", 4)], new DrainPolicy { Balance = BalanceChoice.Pack }).Moves[0].Destination.ShouldBe("h2");
        cloud.Plan([Instance("a", 4)]).Moves[0].Destination.ShouldBe("h1");
    }

    [Fact]
    public void A_plan_that_is_not_feasible_leaves_nothing() => Cloud(Host("h1", used: 16)).Plan([Instance("a")]).Figures.ShouldBeNull();
}

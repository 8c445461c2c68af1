using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Rules;

public sealed class KeptApartTests
{
    private static InstanceSnapshot Apart(string id, string from) => Instance(id) with { Metadata = new Dictionary<string, string> { ["respite:not-with"] = from } };

    private static string?[] Destinations(params InstanceSnapshot[] instances) =>
        [.. Cloud(Host("h1"), Host("h2")).Plan(instances).Moves.OrderBy(move => move.InstanceId).Select(move => move.Destination)];

    [Fact]
    public void Those_that_are_to_be_kept_apart_do_not_share_a_destination()
    {
        Destinations(Apart("a", "vm-b"), Instance("b")).ShouldBeUnique();
        Destinations(Instance("a"), Apart("b", "a")).ShouldBeUnique();
        Destinations(Apart("a", "shard"), Apart("b", "shard")).ShouldBeUnique();
    }

    [Fact]
    public void Where_there_is_one_host_only_the_plan_says_whom_it_would_meet()
    {
        var plan = Cloud(Host("h1")).Plan([Apart("a", "vm-b"), Instance("b")]);
        plan.Feasible.ShouldBeFalse();
        plan.Blockers.ShouldHaveSingleItem().Reason.ShouldContain("respite:not-with");
        Cloud(Host("h1")).Plan([Apart("a", "vm-b"), Instance("b") with { ProjectId = "p2" }]).Feasible.ShouldBeTrue();
        Cloud(Host("h1")).Plan([Apart("a", "vm-b"), Instance("b")], new DrainPolicy { OwnerWords = [] }).Feasible.ShouldBeTrue();
    }

    [Fact]
    public void A_priority_moves_earlier_among_its_kind()
    {
        var urgent = Instance("z") with { Metadata = new Dictionary<string, string> { ["respite:priority"] = "5" } };
        Cloud(Host("h1")).Plan([Instance("a") with { MemoryMb = 9999 }, urgent]).Moves[0].InstanceId.ShouldBe("z");
    }
}

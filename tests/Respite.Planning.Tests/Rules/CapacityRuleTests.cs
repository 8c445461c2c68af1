using Respite.Planning.Drain;
using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Rules;

public sealed class CapacityRuleTests
{
    [Fact]
    public void What_fits_exactly_is_allowed() => Cloud(Host("h1", vcpu: 8, used: 4)).Check(Instance("a", vcpu: 4)).Refused.ShouldBeFalse();

    [Fact]
    public void A_full_host_is_refused() =>
        Cloud(Host("h1", vcpu: 8, used: 5)).WhyNot(Instance("a", vcpu: 4)).ShouldBe("vm-a needs 4 VCPU, h1 has 3 free");

    [Fact]
    public void A_class_that_the_host_does_not_have_is_refused() =>
        Cloud(Host("h1")).WhyNot(Instance("a") with { Resources = ResourceVector.Of(("CUSTOM_GPU", 1)) }).ShouldBe("vm-a needs 1 CUSTOM_GPU, h1 has 0 free");

    [Fact]
    public void One_instance_has_no_more_than_is_there_whatever_the_ratio() =>
        Cloud(Host("h1", vcpu: 64) with { MaxUnit = Size(16) }).WhyNot(Instance("a", vcpu: 24)).ShouldBe("vm-a needs 24 VCPU, one instance on h1 may have at most 16");

    [Fact]
    public void A_host_that_gives_only_pinned_CPUs_takes_who_needs_them() =>
        Cloud(Host("h1") with { Capacity = ResourceVector.Of(("PCPU", 8), ("MEMORY_MB", 65536)) })
            .Check(Instance("a") with { Resources = ResourceVector.Of(("PCPU", 4), ("MEMORY_MB", 1024)) }).Refused.ShouldBeFalse();

    [Fact]
    public void What_is_promised_to_other_moves_is_not_free() =>
        Cloud(Host("h1", vcpu: 8))
            .WhyNot(Instance("a", vcpu: 4), options: new PlanOptions { ReservedResources = new Dictionary<string, ResourceVector> { ["h1"] = Size(6) } })
            .ShouldBe("vm-a needs 4 VCPU, h1 has 2 free");

    [Fact]
    public void What_the_plan_has_put_there_is_not_free()
    {
        var (room, _) = Cloud(Host("h1", vcpu: 8)).Pair("h1");
        room.Place(Instance("a", vcpu: 5));
        room.Free["VCPU"].ShouldBe(3);
        room.Remove(room.Placed[0]);
        room.Free["VCPU"].ShouldBe(8);
    }

    [Fact]
    public void Vectors_are_compared_and_added_by_class()
    {
        Size(4, 100).Plus(Size(1)).ShouldBe(Size(5, 100));
        Size(4, 100).Minus(Size(4)).ShouldBe(ResourceVector.Of(("MEMORY_MB", 100)));
        Size(4).Minus(ResourceVector.Of(("DISK_GB", 3)))["DISK_GB"].ShouldBe(-3);
        Size(1).Minus(Size(1)).ShouldBe(ResourceVector.Zero);
        Size(4, 100).ToString().ShouldBe("100 MEMORY_MB, 4 VCPU");
    }
}

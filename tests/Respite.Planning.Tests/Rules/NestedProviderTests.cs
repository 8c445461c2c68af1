using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Rules;

public sealed class NestedProviderTests
{
    private static readonly string[] NoTraits = [];

    [Fact]
    public void A_class_comes_from_one_provider_even_where_two_have_enough_together()
    {
        var host = With(Device(1), Device(1));
        host.Check(Asking(2, ("resources:VGPU", "2"))).Label.ShouldBe("without one device that has all it asks for");
        host.Check(Asking(1, ("resources:VGPU", "1"))).Refused.ShouldBeFalse();
    }

    [Fact]
    public void Numbered_groups_may_come_from_different_providers() =>
        With(Device(1), Device(1)).Check(Asking(2, ("resources1:VGPU", "1"), ("resources2:VGPU", "1"), ("group_policy", "none"))).Refused.ShouldBeFalse();

    [Theory]
    [InlineData("none", false)]
    [InlineData("isolate", true)]
    public void Isolated_groups_must_come_from_different_providers(string policy, bool refused) =>
        With(Device(2)).Check(Asking(2, ("resources1:VGPU", "1"), ("resources2:VGPU", "1"), ("group_policy", policy))).Refused.ShouldBe(refused);

    [Theory]
    [InlineData("required", 0, true)]
    [InlineData("required", 1, false)]
    [InlineData("forbidden", 0, false)]
    [InlineData("forbidden", 1, true)]
    public void A_numbered_groups_trait_is_that_of_the_provider_that_gives(string word, int device, bool refused) =>
        With(device == 0 ? Device(1) : Device(1, "CUSTOM_BIG")).Check(Asking(1, ("resources_a:VGPU", "1"), ("trait_a:CUSTOM_BIG", word))).Refused.ShouldBe(refused);

    [Fact]
    public void A_required_trait_without_a_number_must_be_on_some_provider_that_gives()
    {
        var asking = Asking(1, ("resources:VGPU", "1"), ("trait:CUSTOM_BIG", "required"));
        With(Device(1), Device(1, "CUSTOM_BIG")).Check(asking).Refused.ShouldBeFalse();
        With(Device(1), new ProviderSnapshot("other", new HashSet<string> { "CUSTOM_BIG" }, ResourceVector.Of(("CUSTOM_X", 1)), ResourceVector.Zero)).Check(asking).Refused.ShouldBeTrue();
    }

    [Fact]
    public void What_the_plan_has_put_there_is_taken_from_a_provider()
    {
        var (room, context) = With(Device(2), Device(1)).Pair("h1");
        room.Place(Asking(1, ("resources:VGPU", "1")));
        room.Place(Asking(1, ("resources:VGPU", "1")));
        Respite.Planning.Rules.PlacementRules.FirstRefusal(Asking(1, ("resources:VGPU", "1")), room, context).Refused.ShouldBeFalse();
        room.Place(Asking(1, ("resources:VGPU", "1")));
        Respite.Planning.Rules.PlacementRules.FirstRefusal(Asking(1, ("resources:VGPU", "1")), room, context).Refused.ShouldBeTrue();
    }

    [Fact]
    public void Two_numbered_groups_do_not_fit_a_host_without_nested_providers_when_isolated() =>
        Cloud(Host("h1") with { Capacity = Size(16, 65536).Plus(ResourceVector.Of(("VGPU", 4))) })
            .Check(Asking(2, ("resources1:VGPU", "1"), ("resources2:VGPU", "1"), ("group_policy", "isolate"))).Refused.ShouldBeTrue();

    private static ProviderSnapshot Device(int amount, string? trait = null) =>
        new($"gpu-{amount}-{trait}", (trait is null ? NoTraits : [trait]).ToHashSet(), ResourceVector.Of(("VGPU", amount)), ResourceVector.Zero);

    private static CloudSnapshot With(params ProviderSnapshot[] nested) => Cloud(Host("h1") with
    {
        Capacity = nested.Aggregate(Size(16, 64 * 1024), (sum, provider) => sum.Plus(provider.Capacity)), Nested = nested,
    });

    private static InstanceSnapshot Asking(int gpus, params (string Key, string Value)[] specs) => Instance("a") with
    {
        Resources = Size(1, 1024).Plus(ResourceVector.Of(("VGPU", gpus))), FlavorExtraSpecs = specs.ToDictionary(spec => spec.Key, spec => spec.Value),
    };
}

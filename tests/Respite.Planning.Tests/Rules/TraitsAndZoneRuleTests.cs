using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Rules;

public sealed class TraitsAndZoneRuleTests
{
    private static readonly CloudSnapshot Avx = Cloud(Host("h1") with { Traits = new HashSet<string> { "HW_CPU_X86_AVX2" } });

    [Theory]
    [InlineData("trait:HW_CPU_X86_AVX2", "required", false)]
    [InlineData("trait:CUSTOM_SSD", "required", true)]
    [InlineData("trait:HW_CPU_X86_AVX2", "forbidden", true)]
    [InlineData("trait:CUSTOM_SSD", "forbidden", false)]
    [InlineData("hw:cpu_policy", "required", false)]
    public void A_flavors_traits_are_kept(string key, string value, bool refused) =>
        Avx.Check(Instance("a") with { FlavorExtraSpecs = new Dictionary<string, string> { [key] = value } }).Refused.ShouldBe(refused);

    [Fact]
    public void An_images_required_trait_is_kept() =>
        Avx.WhyNot(Instance("a") with { ImageProperties = new Dictionary<string, string> { ["trait:CUSTOM_SSD"] = "required" } })
            .ShouldBe("vm-a requires the trait CUSTOM_SSD, which h1 lacks");

    [Fact]
    public void The_requests_own_traits_are_kept()
    {
        Avx.Check(Instance("a") with { RequiredTraits = new HashSet<string> { "CUSTOM_SSD" } }).Refused.ShouldBeTrue();
        Avx.Check(Instance("a") with { ForbiddenTraits = new HashSet<string> { "HW_CPU_X86_AVX2" } }).Refused.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false, null, "az2", true)]
    [InlineData(false, null, "nova", false)]
    [InlineData(true, null, "az2", false)]
    [InlineData(true, "nova", "az2", true)]
    [InlineData(true, "az2", "az2", false)]
    public void A_pinned_instance_stays_in_its_zone_and_one_not_known_to_be_free_where_it_is(bool known, string? pinned, string zone, bool refused) =>
        Cloud(Host("h1") with { Zone = zone }).Check(Instance("a") with { PinKnown = known, PinnedZone = pinned }).Refused.ShouldBe(refused);
}

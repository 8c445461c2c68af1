using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Rules;

public sealed class AggregateRuleTests
{
    private static CloudSnapshot With(params (string Key, string Value)[] metadata) => Cloud(Host("h1")) with
    {
        Aggregates = [new AggregateSnapshot { Id = 1, Name = "agg", Hosts = ["h1"], Metadata = metadata.ToDictionary(pair => pair.Key, pair => pair.Value) }],
    };

    private static InstanceSnapshot Asking(string requirement) =>
        Instance("a") with { FlavorExtraSpecs = new Dictionary<string, string> { ["aggregate_instance_extra_specs:ssd"] = requirement } };

    [Theory]
    [InlineData("true", "true", true)]
    [InlineData("true", "false", false)]
    [InlineData("true,false", "false", true)]
    [InlineData("a", "<or> a <or> b", true)]
    [InlineData("c", "<or> a <or> b", false)]
    [InlineData("fast ssd", "<in> ssd", true)]
    [InlineData("fast ssd", "<all-in> ssd fast", true)]
    [InlineData("slow ssd", "<all-in> ssd fast", false)]
    [InlineData("12", "= 11", true)]
    [InlineData("10", ">= 11", false)]
    [InlineData("10", "<= 11", true)]
    [InlineData("10", "== 10.0", true)]
    [InlineData("10", "!= 10", false)]
    [InlineData("ten", ">= 1", false)]
    [InlineData("abc", "s== abc", true)]
    [InlineData("abc", "s!= abc", false)]
    [InlineData("abc", "s< abd", true)]
    [InlineData("abc", "s>= abd", false)]
    public void A_flavors_scoped_extra_spec_must_match_by_novas_operators(string value, string requirement, bool allowed) =>
        With(("ssd", value)).Check(Asking(requirement)).Refused.ShouldBe(!allowed);

    [Fact]
    public void A_host_outside_every_aggregate_does_not_match() =>
        Cloud(Host("h1")).WhyNot(Asking("true"))!.ShouldContain("ssd = true");

    [Fact]
    public void Other_scopes_are_not_the_aggregates_business() =>
        With(("ssd", "true")).Check(Instance("a") with { FlavorExtraSpecs = new Dictionary<string, string> { ["hw:cpu_policy"] = "shared" } }).Refused.ShouldBeFalse();

    [Theory]
    [InlineData("p1", false)]
    [InlineData("p2, p1", false)]
    [InlineData("p2", true)]
    public void A_host_kept_for_projects_takes_no_other(string projects, bool refused) =>
        With(("filter_tenant_id", projects)).Check(Instance("a")).Refused.ShouldBe(refused);

    [Theory]
    [InlineData("linux", false)]
    [InlineData("windows,linux", false)]
    [InlineData("windows", true)]
    public void A_host_kept_for_images_takes_no_other(string types, bool refused) =>
        With(("os_type", types)).Check(Instance("a") with { ImageProperties = new Dictionary<string, string> { ["os_type"] = "linux" } }).Refused.ShouldBe(refused);

    [Fact]
    public void An_image_without_the_property_is_allowed() => With(("os_type", "windows")).Check(Instance("a")).Refused.ShouldBeFalse();
}

using Respite.Planning.Model;
using static Respite.Planning.Tests.Clouds;

namespace Respite.Planning.Tests.Rules;

public sealed class IsolationRuleTests
{
    private static readonly HostSnapshot Fast = Host("h1") with { Traits = new HashSet<string> { "CUSTOM_FAST", "CUSTOM_RARE" } };

    [Theory]
    [InlineData("trait:CUSTOM_FAST", true, false)]
    [InlineData("trait:CUSTOM_FAST", false, true)]
    public void An_isolated_aggregate_takes_only_who_asks_for_its_trait(string spec, bool asks, bool refused) =>
        With(Fast, ("h1", "trait:CUSTOM_FAST", "required")).Check(Asking(asks ? spec : "other:spec", "required")).Refused.ShouldBe(refused);

    [Fact]
    public void All_of_its_traits_must_be_asked_for() =>
        With(Fast, ("h1", "trait:CUSTOM_FAST", "required"), ("h1", "trait:CUSTOM_RARE", "required")).WhyNot(Asking("trait:CUSTOM_FAST", "required"))
            .ShouldBe("h1 is in an aggregate for instances that require the trait CUSTOM_RARE, which vm-a does not");

    [Fact]
    public void A_numbered_group_may_ask_for_it() => With(Fast, ("h1", "trait:CUSTOM_FAST", "required"))
        .Check(Instance("a") with { FlavorExtraSpecs = new Dictionary<string, string> { ["resources1:VCPU"] = "1", ["trait1:CUSTOM_FAST"] = "required" } }).Refused.ShouldBeFalse();

    [Fact]
    public void An_image_may_ask_for_it() =>
        With(Fast, ("h1", "trait:CUSTOM_FAST", "required"))
            .Check(Instance("a") with { ImageProperties = new Dictionary<string, string> { ["trait:CUSTOM_FAST"] = "required" } }).Refused.ShouldBeFalse();

    [Theory]
    [InlineData("filter_tenant_id", "p1")]
    [InlineData("filter_tenant_id_7", "p1")]
    public void A_project_with_aggregates_of_its_own_goes_nowhere_else(string key, string value) =>
        With(Host("h1"), ("h2", key, value)).WhyNot(Instance("a")).ShouldBe("vm-a's project has aggregates of its own (filter_tenant_id), and h1 is in none of them");

    [Fact]
    public void An_aggregate_for_several_projects_is_nobodys_own() => With(Host("h1"), ("h2", "filter_tenant_id", "p1,p2")).Check(Instance("a")).Refused.ShouldBeFalse();

    [Theory]
    [InlineData("filter_tenant_id", "p2", "filter_tenant_id_1", "p1", true)]
    [InlineData("filter_tenant_id_1", "p2", "filter_tenant_id_2", "p1", false)]
    [InlineData("filter_tenant_id_1", "p2", "filter_tenant_id_2", "p3", true)]
    public void Suffixed_keys_count_where_there_is_none_without(string one, string first, string other, string second, bool refused) =>
        With(Host("h1"), ("h1", one, first), ("h1", other, second)).Check(Instance("a")).Refused.ShouldBe(refused);

    [Theory]
    [InlineData("tier", "tier", "gold", false)]
    [InlineData("tier", "tier", "silver", true)]
    [InlineData("tier", "other", "silver", false)]
    public void A_key_without_a_scope_counts_where_some_aggregate_has_it(string spec, string key, string value, bool refused) =>
        With(Host("h1"), ("h1", key, value)).Check(Asking(spec, "gold")).Refused.ShouldBe(refused);

    [Theory]
    [InlineData("windows", "windows", false)]
    [InlineData("windows", "windows,linux", false)]
    [InlineData("windows,linux", "windows", true)]
    [InlineData(null, "windows", true)]
    public void Where_the_image_is_not_shown_a_host_may_be_kept_for_no_other_than_the_source_is(string? here, string there, bool refused)
    {
        var cloud = here is null ? With(Host("h1"), ("h1", "os_type", there)) : With(Host("h1"), ("h0", "os_type", here), ("h1", "os_type", there));
        cloud.Check(Instance("a") with { ImagePropertiesKnown = false }).Refused.ShouldBe(refused);
        cloud.Check(Instance("a")).Refused.ShouldBeFalse();
    }

    private static CloudSnapshot With(HostSnapshot host, params (string Host, string Key, string Value)[] metadata) => Cloud(host, Host("h2")) with
    {
        Aggregates = [.. metadata.Select((m, i) => new AggregateSnapshot { Id = i, Name = $"agg-{i}", Hosts = [m.Host], Metadata = new Dictionary<string, string> { [m.Key] = m.Value } })],
    };

    private static InstanceSnapshot Asking(string key, string value) => Instance("a") with { FlavorExtraSpecs = new Dictionary<string, string> { [key] = value } };
}

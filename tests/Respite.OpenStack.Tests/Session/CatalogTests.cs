using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Session;

public sealed class CatalogTests
{
    [Theory]
    [InlineData("north", "public", "/a/v2.1")]
    [InlineData("north", "internal", "/b/v2.1")]
    [InlineData("south", "internalURL", "/c/v2.1")]
    public async Task Region_and_interface_choose_the_endpoint(string region, string face, string expected)
    {
        await using var cloud = await TwoRegions();
        cloud.On($"GET {expected}/", """{"version":{"version":"2.93","min_version":"2.1"}}""");
        using var session = cloud.Session(("OS_REGION_NAME", region), ("OS_INTERFACE", face));
        await session.Compute.VersionAsync();
        cloud.Count($"GET {expected}/").ShouldBe(1);
    }

    [Theory]
    [InlineData("", "public", "has several regions (north, south): name one (region_name, OS_REGION_NAME)")]
    [InlineData("west", "public", "has no compute service in region west (it has: north, south)")]
    [InlineData("south", "public", "has no public endpoint of the compute service (it has: internal)")]
    public async Task What_the_catalog_does_not_have_is_refused_with_what_it_has(string region, string face, string words)
    {
        await using var cloud = await TwoRegions();
        using var session = cloud.Session(("OS_REGION_NAME", region), ("OS_INTERFACE", face));
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.VersionAsync());
        (e.Error, e.Message).ShouldBe((OpenStackError.Unsupported, $"Cloud 'environment' {words}."));
    }

    [Fact]
    public async Task A_service_that_is_missing_or_has_no_address_is_named()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.Catalog.Clear();
        cloud.Catalog.Add(("placement", "public", "RegionOne", "nowhere at all"));
        using var session = cloud.Session();
        (await Should.ThrowAsync<OpenStackException>(() => session.Compute.VersionAsync())).Message.ShouldContain("has no compute service in its catalog");
        (await Should.ThrowAsync<OpenStackException>(() => session.Placement.TraitsAsync("u1"))).Message.ShouldContain("which is no http(s) address");
        (await session.Network.AgentsAsync("compute-01")).ShouldBeNull();
    }

    private static async Task<FakeCloud> TwoRegions()
    {
        var cloud = await FakeCloud.StartAsync();
        cloud.Catalog.Clear();
        cloud.Catalog.AddRange([("compute", "public", "north", "/a/v2.1"), ("compute", "internal", "north", "/b/v2.1"), ("compute", "internal", "south", "/c/v2.1")]);
        return cloud;
    }
}

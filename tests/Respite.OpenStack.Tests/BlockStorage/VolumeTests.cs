using Respite.OpenStack.BlockStorage;
using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.BlockStorage;

public sealed class VolumeTests
{
    private static async Task<FakeCloud> CloudAsync(string type = "block-storage", string endpoint = "/volume/v3")
    {
        var cloud = await FakeCloud.StartAsync();
        cloud.Catalog.Add((type, "public", "RegionOne", endpoint));
        return cloud;
    }

    [Theory]
    [InlineData("block-storage", "/volume/v3", "/volume/v3")]
    [InlineData("block-store", "/volume/v3/", "/volume/v3")]
    [InlineData("volumev3", "/volume/v3/p1", "/volume/v3/p1")]
    [InlineData("volumev3", "/volume", "/volume/v3")]
    public async Task A_volume_is_asked_for_whatever_the_catalog_calls_Cinder_and_wherever_it_ends(string type, string endpoint, string root)
    {
        await using var cloud = await CloudAsync(type, endpoint);
        cloud.On($"GET {root}/volumes/v1", """{"volume":{"id":"v1","status":"in-use","encrypted":true}}""");
        using var session = cloud.Session();
        (await session.BlockStorage.VolumeAsync("v1")).ShouldBe(new Volume("v1", true));
    }

    [Fact]
    public async Task A_volume_that_does_not_say_so_is_not_encrypted()
    {
        await using var cloud = await CloudAsync();
        cloud.On("GET /volume/v3/volumes/v1", """{"volume":{"id":"v1"}}""");
        using var session = cloud.Session();
        (await session.BlockStorage.VolumeAsync("v1")).ShouldBe(new Volume("v1", false));
    }

    [Theory]
    [InlineData(404, """{"itemNotFound":{"code":404,"message":"Volume v1 could not be found."}}""")]
    [InlineData(403, """{"forbidden":{"code":403,"message":"Policy doesn't allow volume:get to be performed."}}""")]
    public async Task What_is_gone_or_not_to_be_seen_is_not_known(int status, string body)
    {
        await using var cloud = await CloudAsync();
        cloud.On("GET /volume/v3/volumes/v1", body, status);
        using var session = cloud.Session();
        (await session.BlockStorage.VolumeAsync("v1")).ShouldBeNull();
    }

    [Fact]
    public async Task A_cloud_without_Cinder_knows_no_volumes()
    {
        await using var cloud = await FakeCloud.StartAsync();
        using var session = cloud.Session();
        (await session.BlockStorage.VolumeAsync("v1")).ShouldBeNull();
    }

    [Fact]
    public async Task A_404_that_is_not_Cinders_is_no_volume_that_is_gone()
    {
        await using var cloud = await CloudAsync();
        cloud.On("GET /volume/v3/volumes/v1", "<html>no such page</html>", 404, "text/html");
        using var session = cloud.Session();
        (await Should.ThrowAsync<OpenStackException>(() => session.BlockStorage.VolumeAsync("v1"))).Message.ShouldStartWith("Cinder: GET /v3/volumes/v1");
    }
}

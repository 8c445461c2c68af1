using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Session;

public sealed class NegotiationTests
{
    private const string NovaRoot = """
        {"versions":[{"id":"v2.0","status":"SUPPORTED","version":"","min_version":"","links":[{"rel":"self","href":"http://wrong.example/v2/"}]},
        {"id":"v2.1","status":"CURRENT","version":"2.88","min_version":"2.1","links":[{"rel":"self","href":"http://wrong.example/v2.1/"}]}]}
        """;

    [Theory]
    [InlineData("2.72", "2.72")]
    [InlineData("2.93", "2.93")]
    [InlineData("2.104", "2.104")]
    [InlineData("2.117", "2.104")]
    public async Task The_highest_that_both_know_is_spoken(string theirs, string spoken)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.NovaOffers("2.1", theirs);
        cloud.On("GET /compute/v2.1/os-services", """{"services":[]}""");
        using var session = cloud.Session();
        (await session.Compute.VersionAsync()).ToString().ShouldBe(spoken);
        await session.Compute.Services.ListAsync(null);
        cloud.Last("GET /compute/v2.1/os-services").Headers["OpenStack-API-Version"].ShouldBe($"compute {spoken}");
        cloud.Count("GET /compute/v2.1/").ShouldBe(1);
    }

    [Theory]
    [InlineData("2.1", "2.71", "too old: its Nova offers 2.1 to 2.71, and 2.72 to 2.104 are needed")]
    [InlineData("2.105", "2.120", "too new: its Nova offers 2.105 to 2.120, and 2.72 to 2.104 are needed")]
    public async Task A_cloud_out_of_range_is_refused_with_both_ranges(string least, string most, string words)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.NovaOffers(least, most);
        using var session = cloud.Session();
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.ListAsync(null));
        e.Error.ShouldBe(OpenStackError.Unsupported);
        e.Message.ShouldContain(words);
    }

    [Theory]
    [InlineData("/compute/v2.1", "/compute/v2.1/", "/compute/v2.1/os-services")]
    [InlineData("/compute/v2.1/", "/compute/v2.1/", "/compute/v2.1/os-services")]
    [InlineData("/compute/v2.1/p1", "/compute/v2.1/", "/compute/v2.1/p1/os-services")]
    [InlineData("/nova", "/nova/", "/nova/v2.1/os-services")]
    [InlineData("/nova/", "/nova/", "/nova/v2.1/os-services")]
    [InlineData("/nova/v2/p1", "/nova/", "/nova/v2.1/os-services")]
    public async Task Nova_is_found_under_every_form_of_its_endpoint(string endpoint, string asked, string called)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.Catalog[0] = ("compute", "public", "RegionOne", endpoint);
        cloud.On("GET /nova/", NovaRoot, 300);
        cloud.On("GET " + called, """{"services":[]}""");
        using var session = cloud.Session();
        (await session.Compute.Services.ListAsync(null)).ShouldBeEmpty();
        cloud.Count("GET " + asked).ShouldBe(1);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(300)]
    public async Task Placement_is_spoken_to_at_its_own_version(int status)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /placement/", """{"versions":[{"id":"v1.0","max_version":"1.36","min_version":"1.0","status":"CURRENT","links":[{"rel":"self","href":""}]}]}""", status);
        cloud.On("GET /placement/resource_providers/u1/traits", """{"traits":["COMPUTE_STATUS_DISABLED"]}""");
        using var session = cloud.Session();
        (await session.Placement.TraitsAsync("u1")).ShouldContain("COMPUTE_STATUS_DISABLED");
        cloud.Last("GET /placement/resource_providers/u1/traits").Headers["OpenStack-API-Version"].ShouldBe("placement 1.36");
    }

    [Fact]
    public async Task A_version_document_from_a_real_Nova_is_read()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /compute/v2.1/", Fixture.Body("nova-version"));
        using var session = cloud.Session();
        (await session.Compute.VersionAsync()).ShouldBe(new Microversion(2, 93));
    }

    [Fact]
    public async Task What_is_no_Nova_is_said_to_be_none()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /compute/v2.1/", """{"versions":[{"id":"v2.0","status":"CURRENT"}]}""");
        using var session = cloud.Session();
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.VersionAsync());
        (e.Error, e.Message.Contains("names no microversions", StringComparison.Ordinal)).ShouldBe((OpenStackError.Nonsense, true));
    }

    [Fact]
    public async Task After_a_406_the_versions_are_asked_for_anew()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.OnEach("GET /compute/v2.1/os-services", (406, Fixture.Body("nova-error-406-microversion")), (200, """{"services":[]}"""));
        using var session = cloud.Session();
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.ListAsync(null));
        e.Error.ShouldBe(OpenStackError.Unsupported);
        cloud.NovaOffers("2.1", "2.79");
        await session.Compute.Services.ListAsync(null);
        cloud.Last("GET /compute/v2.1/os-services").Headers["OpenStack-API-Version"].ShouldBe("compute 2.79");
    }
}

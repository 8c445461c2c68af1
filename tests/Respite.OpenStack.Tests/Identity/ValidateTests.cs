using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Identity;

public sealed class ValidateTests
{
    private const string Validate = "GET /v3/auth/tokens";

    [Fact]
    public async Task A_token_says_who_and_as_what()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On(Validate, """{"token":{"user":{"id":"u7","name":"eve"},"project":{"id":"p7","name":"ops"},"roles":[{"id":"1","name":"member"},{"id":"2","name":"reader"}],"expires_at":"2026-11-21T07:00:00.000000Z"}}""");
        using var session = cloud.Session();
        var token = (await session.Identity.ValidateAsync("s3cr3t-hers"))!;
        (token.UserId, token.UserName, token.ProjectId, token.ProjectName, token.SystemScope).ShouldBe(("u7", "eve", "p7", "ops", false));
        token.Roles.ShouldBe(["member", "reader"]);
        token.ExpiresAt.ShouldBe(new DateTimeOffset(2026, 11, 21, 7, 0, 0, TimeSpan.Zero));
        (cloud.Last(Validate).Headers["X-Subject-Token"], cloud.Last(Validate).Headers["X-Auth-Token"]).ShouldBe(("s3cr3t-hers", "s3cr3t-token-1"));
    }

    [Fact]
    public async Task A_system_token_has_no_project()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On(Validate, """{"token":{"user":{"id":"u7","name":"eve"},"system":{"all":true},"roles":[],"expires_at":"2026-11-21T07:00:00Z"}}""");
        using var session = cloud.Session();
        var token = (await session.Identity.ValidateAsync("t"))!;
        (token.SystemScope, token.ProjectId).ShouldBe((true, null));
    }

    [Fact]
    public async Task An_unknown_token_is_null()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On(Validate, """{"error":{"code":404,"message":"This is not a recognized Fernet token","title":"Not Found"}}""", 404);
        using var session = cloud.Session();
        (await session.Identity.ValidateAsync("t")).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\r\nX-Auth-Token: lines")]
    [InlineData("with space")]
    [InlineData("schlüssel")]
    public async Task What_cannot_be_a_token_is_not_even_asked_about(string token)
    {
        await using var cloud = await FakeCloud.StartAsync();
        using var session = cloud.Session();
        (await session.Identity.ValidateAsync(token)).ShouldBeNull();
        cloud.Requests.ShouldBeEmpty();
    }
}

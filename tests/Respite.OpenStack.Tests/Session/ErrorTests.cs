using System.Net;
using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Session;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("nova-error-400-unknown-host", OpenStackError.BadRequest, "badRequest", "Compute host compute-99 could not be found.")]
    [InlineData("nova-error-403-policy", OpenStackError.Forbidden, "forbidden", "Policy doesn't allow os_compute_api:os-migrations:index to be performed.")]
    [InlineData("nova-error-404-server", OpenStackError.NotFound, "itemNotFound", "Instance 00000000-0000-0000-0000-000000000001 could not be found.")]
    [InlineData("nova-error-406-microversion", OpenStackError.Unsupported, "computeFault", "Version 2.99 is not supported by the API. Minimum is 2.1 and maximum is 2.93.")]
    [InlineData("nova-error-409-state", OpenStackError.Conflict, "conflictingRequest", "Cannot 'os-migrateLive' instance 72c125b9-4fe7-4364-8674-efd70ec48901 while it is in vm_state stopped")]
    public Task Novas_answers_keep_its_words(string fixture, OpenStackError error, string key, string words) =>
        Reads(Fixture.Status(fixture), Fixture.Body(fixture), error, key, words);

    [Theory]
    [InlineData(409, """{"errors":[{"status":409,"title":"Conflict","detail":"There was a conflict.\n\n ","request_id":"req-p"}]}""", OpenStackError.Conflict, "errors", "There was a conflict.")]
    [InlineData(401, """{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}""", OpenStackError.Unauthorized, "error", "The request you have made requires authentication.")]
    [InlineData(404, """{"NeutronError":{"type":"HTTPNotFound","message":"The resource could not be found.","detail":""}}""", OpenStackError.NotFound, "NeutronError", "The resource could not be found.")]
    [InlineData(409, """{"NeutronError":"Plain words"}""", OpenStackError.Conflict, "NeutronError", "Plain words")]
    [InlineData(413, """{"overLimit":{"code":413,"message":"Too many","retryAfter":3}}""", OpenStackError.Other, "overLimit", "Too many")]
    [InlineData(400, """{"code":400,"message":"From a gateway"}""", OpenStackError.BadRequest, "message", "From a gateway")]
    [InlineData(502, "<html><body>Bad Gateway</body></html>", OpenStackError.Unavailable, null, "with an answer that is not JSON (a proxy's, or another service's?)")]
    [InlineData(503, "", OpenStackError.Unavailable, null, "without a message")]
    [InlineData(400, """{"errors":[]}""", OpenStackError.BadRequest, "errors", "without a message that could be understood")]
    [InlineData(400, "[1]", OpenStackError.BadRequest, null, "without a message that could be understood")]
    public async Task Errors_of_every_shape_are_read(int status, string body, OpenStackError error, string? key, string words) => await Reads(status, body, error, key, words);

    [Fact]
    public async Task A_long_message_is_cut()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("PUT /compute/v2.1/os-services/c1", $$$"""{"badRequest":{"message":"{{{new string('x', 9000)}}}"}}""", 400);
        using var session = cloud.Session();
        (await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.EnableAsync("c1"))).Message.Length.ShouldBeLessThan(500);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_but_told()
    {
        await using var cloud = await FakeCloud.StartAsync();
        await using var other = await FakeCloud.StartAsync();
        cloud.On("PUT /compute/v2.1/os-services/c1", context =>
        {
            context.Response.Headers.Location = other.Url + "/elsewhere?secret=1";
            return FakeCloud.WriteAsync(context, 307, "");
        });
        using var session = cloud.Session();
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.EnableAsync("c1"));
        e.Message.ShouldContain($"it has moved to {other.Url}/elsewhere: put the new address");
        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_listening_is_said_with_the_address()
    {
        await using var cloud = await FakeCloud.StartAsync();
        using var session = cloud.Session(("OS_AUTH_URL", "http://127.0.0.1:1/v3"));
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.VersionAsync());
        e.Error.ShouldBe(OpenStackError.Unreachable);
        e.Message.ShouldStartWith("POST /v3/auth/tokens: 127.0.0.1:1 cannot be reached");
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_said_in_words()
    {
        await using var cloud = await FakeCloud.StartAsync();
        using var session = cloud.Session(("OS_AUTH_URL", "http://keystone.invalid/v3"), ("OS_API_TIMEOUT", "60"));
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.VersionAsync());
        (e.Error, e.Message.Contains("the name keystone.invalid cannot be resolved", StringComparison.Ordinal)).ShouldBe((OpenStackError.Unreachable, true), e.Message);
    }

    private static async Task Reads(int status, string body, OpenStackError error, string? key, string words)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("POST /compute/v2.1/servers/s1/action", context =>
        {
            context.Response.Headers["x-openstack-request-id"] = "req-42";
            return FakeCloud.WriteAsync(context, status, body);
        });
        using var session = cloud.Session();
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.Servers.LiveMigrateAsync("s1", "compute-99"));
        (e.Error, e.FaultKey, e.RequestId, e.Status).ShouldBe((error, key, "req-42", (HttpStatusCode?)status));
        e.Message.ShouldStartWith($"Nova: POST /servers/s1/action: {status} {words}");
        e.Message.ShouldEndWith("[req-42]");
    }
}

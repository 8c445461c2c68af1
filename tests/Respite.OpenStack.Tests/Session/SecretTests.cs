using Microsoft.AspNetCore.Http;
using Respite.OpenStack.Compute;
using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Session;

/// <summary>Every secret of these tests begins with s3cr3t: whatever fails, however the cloud echoes it, none may come out.</summary>
public sealed class SecretTests
{
    private const string Mark = "s3cr3t";

    /// <summary>Each makes one answer of the cloud from what was sent to it.</summary>
    public static TheoryData<int> Statuses => [200, 204, 300, 302, 400, 401, 403, 404, 406, 409, 418, 429, 500, 503, -1];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task No_failure_of_signing_in_tells_the_password(int status)
    {
        foreach (var variables in new (string, string)[][]
        {
            [],
            [("OS_AUTH_TYPE", "v3token"), ("OS_TOKEN", "s3cr3t-given")],
            [("OS_AUTH_TYPE", "v3applicationcredential"), ("OS_APPLICATION_CREDENTIAL_ID", "ac"), ("OS_APPLICATION_CREDENTIAL_SECRET", "s3cr3t-app")],
        })
        {
            await using var cloud = await FakeCloud.StartAsync();
            cloud.On("POST /v3/auth/tokens", context => EchoAsync(context, status, cloud));
            using var session = cloud.Session(variables);
            Silent(await Should.ThrowAsync<Exception>(() => session.Compute.Services.ListAsync(null)));
            Silent(session.Config, session);
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task No_failure_of_a_call_tells_a_token(int status)
    {
        await using var cloud = await FakeCloud.StartAsync();
        foreach (var call in new[] { "GET /compute/v2.1/os-services", "GET /compute/v2.1/servers/detail", "POST /compute/v2.1/servers/s1/action", "GET /placement/resource_providers/u1/traits", "GET /v3/auth/tokens", "GET /network/v2.0/agents" })
            cloud.On(call, context => EchoAsync(context, status, cloud));
        using var session = cloud.Session();
        Func<Task>[] calls =
        [
            () => session.Compute.Services.ListAsync(null), async () => await session.Compute.Servers.ListAsync("h").ToListAsync(), () => session.Compute.Servers.StopAsync("s1"),
            () => session.Placement.TraitsAsync("u1"), () => session.Identity.ValidateAsync("s3cr3t-callers-token"), () => session.Network.AgentsAsync("h"),
        ];
        foreach (var call in calls)
        {
            try
            {
                await call();
            }
            catch (OpenStackException e)
            {
                Silent(e);
            }
        }
        cloud.Requests.ShouldContain(r => r.Headers.GetValueOrDefault("X-Auth-Token", "").StartsWith(Mark, StringComparison.Ordinal));
    }

    [Fact]
    public void No_text_form_of_ours_tells_a_secret()
    {
        var request = new Request("POST /v3/auth/tokens", HttpMethod.Post, new Uri("http://k/v3"), "{s3cr3t-body}") { Secret = "s3cr3t-x" };
        request.Headers["X-Auth-Token"] = "s3cr3t-token";
        var answer = new HttpAnswer(request, System.Net.HttpStatusCode.OK, "s3cr3t-answer", new Dictionary<string, string> { ["X-Subject-Token"] = "s3cr3t-new" });
        Silent(request, answer, new SignedIn("s3cr3t-token", null!, default, default));
    }

    /// <summary>A service that repeats all that it was sent.</summary>
    private static Task EchoAsync(HttpContext context, int status, FakeCloud cloud)
    {
        var sent = cloud.Requests[^1];
        var words = $"You sent {sent.Body.Replace('"', '\'')} with {string.Join(' ', sent.Headers.Values).Replace('"', '\'')}";
        if (status < 0)
        {
            context.Abort();
            return Task.CompletedTask;
        }
        context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere?token=s3cr3t-in-the-address";
        context.Response.StatusCode = status;
        return status == 204 ? Task.CompletedTask : context.Response.WriteAsync($$$"""{"error":{"message":"{{{words}}}"}}""");
    }

    private static void Silent(params object[] things)
    {
        foreach (var thing in things)
            thing.ToString()!.ShouldNotContain(Mark);
        for (var e = things[0] as Exception; e is not null; e = e.InnerException)
            e.Message.ShouldNotContain(Mark);
    }
}

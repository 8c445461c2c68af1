using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Session;

public sealed class TokenLifeTests
{
    private const string Services = "GET /compute/v2.1/os-services";
    private const string SignIn = "POST /v3/auth/tokens";

    [Fact]
    public async Task Fifty_callers_with_an_expired_token_sign_in_once()
    {
        await using var cloud = await CloudThatTakesOnlyTheNewestToken();
        using var session = cloud.Session();
        await session.Compute.Services.ListAsync(null);
        var (refused, allRefused) = (0, new TaskCompletionSource());
        cloud.On(Services, async context =>
        {
            var good = context.Request.Headers["X-Auth-Token"] == "s3cr3t-second";
            await FakeCloud.WriteAsync(context, good ? 200 : 401, good ? """{"services":[]}""" : "");
            if (!good && Interlocked.Increment(ref refused) == 50)
                allRefused.SetResult();
        });
        cloud.On(SignIn, async context =>
        {
            await allRefused.Task;
            context.Response.Headers["X-Subject-Token"] = "s3cr3t-second";
            await FakeCloud.WriteAsync(context, 201, cloud.TokenBody());
        });
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => session.Compute.Services.ListAsync(null)));
        cloud.Count(SignIn).ShouldBe(2);
    }

    [Fact]
    public async Task Many_callers_at_the_start_sign_in_and_negotiate_once()
    {
        await using var cloud = await CloudThatTakesOnlyTheNewestToken();
        cloud.On("GET /placement/resource_providers/u1/traits", """{"traits":[]}""");
        using var session = cloud.Session();
        await Task.WhenAll(Enumerable.Range(0, 50).SelectMany(_ => new Task[]
        {
            session.Compute.Services.ListAsync(null), session.Placement.TraitsAsync("u1"), session.Network.AgentsAsync("h"), session.Identity.ValidateAsync("t"),
        }));
        cloud.Count(SignIn).ShouldBe(1);
        cloud.Count("GET /compute/v2.1/").ShouldBe(1);
    }

    [Fact]
    public async Task A_change_refused_with_401_is_sent_once_more_with_a_new_token()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.OnEach("POST /compute/v2.1/servers/s1/action", (401, """{"error":{"code":401,"message":"expired"}}"""), (202, ""));
        using var session = cloud.Session();
        await session.Compute.Servers.LiveMigrateAsync("s1", null);
        cloud.Count("POST /compute/v2.1/servers/s1/action").ShouldBe(2);
        cloud.Last("POST /compute/v2.1/servers/s1/action").Headers["X-Auth-Token"].ShouldBe("s3cr3t-token-2");
    }

    [Fact]
    public async Task A_401_with_a_new_token_as_well_ends_in_a_clear_error()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On(Services, """{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}""", 401);
        using var session = cloud.Session();
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.ListAsync(null));
        e.Error.ShouldBe(OpenStackError.Unauthorized);
        e.Message.ShouldContain("also with a new token");
        (cloud.Count(SignIn), cloud.Count(Services)).ShouldBe((2, 2));
    }

    [Theory]
    [InlineData(3600, 3470, 1)]
    [InlineData(3600, 3490, 2)]
    [InlineData(60, 20, 1)]
    [InlineData(60, 40, 2)]
    [InlineData(-5, 3600, 1)]
    public async Task A_token_is_renewed_before_its_end_but_not_in_the_first_half_of_its_life(int lifeSeconds, int afterSeconds, int signIns)
    {
        await using var cloud = await CloudThatTakesOnlyTheNewestToken();
        cloud.TokenLife = TimeSpan.FromSeconds(lifeSeconds);
        using var session = cloud.Session();
        await session.Compute.Services.ListAsync(null);
        cloud.Clock.Advance(TimeSpan.FromSeconds(afterSeconds));
        await session.Compute.Services.ListAsync(null);
        await session.Compute.Services.ListAsync(null);
        cloud.Count(SignIn).ShouldBe(signIns);
    }

    [Fact]
    public async Task While_Keystone_is_away_a_token_that_is_still_good_goes_on_to_be_used()
    {
        await using var cloud = await CloudThatTakesOnlyTheNewestToken();
        using var session = cloud.Session();
        await session.Compute.Services.ListAsync(null);
        cloud.On(SignIn, "", 503);
        cloud.Clock.Advance(TimeSpan.FromMinutes(59));
        await session.Compute.Services.ListAsync(null);
        await session.Compute.Services.ListAsync(null);
        cloud.Count(SignIn).ShouldBe(2);
        cloud.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.ListAsync(null))).Error.ShouldBe(OpenStackError.Unavailable);
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_end_the_sign_in_of_the_others()
    {
        await using var cloud = await CloudThatTakesOnlyTheNewestToken();
        var asked = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        cloud.On(SignIn, async context =>
        {
            asked.TrySetResult();
            await go.Task;
            cloud.Tokens.Enqueue("s3cr3t-late");
            context.Response.Headers["X-Subject-Token"] = "s3cr3t-late";
            await FakeCloud.WriteAsync(context, 201, cloud.TokenBody());
        });
        using var session = cloud.Session();
        using var impatient = new CancellationTokenSource();
        var first = session.Compute.Services.ListAsync(null, impatient.Token);
        await asked.Task;
        var second = session.Compute.Services.ListAsync(null);
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        go.SetResult();
        (await second).ShouldBeEmpty();
        cloud.Count(SignIn).ShouldBe(1);
    }

    private static async Task<FakeCloud> CloudThatTakesOnlyTheNewestToken()
    {
        var cloud = await FakeCloud.StartAsync();
        cloud.On(Services, context => context.Request.Headers["X-Auth-Token"] == cloud.Tokens.Last()
            ? FakeCloud.WriteAsync(context, 200, """{"services":[]}""")
            : FakeCloud.WriteAsync(context, 401, """{"error":{"code":401,"message":"The request you have made requires authentication."}}"""));
        return cloud;
    }
}

using Respite.OpenStack.Session;
using Respite.Server.Auth;
using Respite.Simulator;
using Respite.Simulator.Time;

namespace Respite.Server.Tests.Auth;

public sealed class KeystoneTokensTests : IAsyncDisposable
{
    private readonly VirtualClock clock = new();
    private readonly SimulatedCloud cloud;
    private readonly OpenStackSession session;
    private readonly KeystoneTokens tokens;

    public KeystoneTokensTests()
    {
        cloud = SimulatedCloud.Create(new SimulationOptions { Clock = clock });
        session = new OpenStackSession(SimulatedCredentials.Of(cloud), clock, cloud.CreateHandler());
        tokens = new KeystoneTokens(session, new RoleMap(), clock);
    }

    public async ValueTask DisposeAsync()
    {
        session.Dispose();
        await cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_token_is_asked_for_once_and_one_that_is_revoked_ends_with_that_within_five_minutes()
    {
        var token = cloud.IssueToken("operator", null, ["manager"]);
        (await FindAsync(token))!.Access.ShouldBe(Access.Operator);
        var asked = cloud.History.Count;
        cloud.RevokeToken(token);
        (await FindAsync(token)).ShouldNotBeNull();
        cloud.History.Count.ShouldBe(asked);
        clock.Advance(TimeSpan.FromMinutes(5));
        (await FindAsync(token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_never_outlives_its_expiry()
    {
        var token = cloud.IssueToken("operator", null, ["manager"], TimeSpan.FromMinutes(1));
        (await FindAsync(token)).ShouldNotBeNull();
        clock.Advance(TimeSpan.FromSeconds(61));
        (await FindAsync(token)).ShouldBeNull();
    }

    private Task<Caller?> FindAsync(string token) => tokens.FindAsync(token, TestContext.Current.CancellationToken);
}

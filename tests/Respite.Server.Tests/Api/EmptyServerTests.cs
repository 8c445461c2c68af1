using Respite.Server.Auth;

namespace Respite.Server.Tests.Api;

/// <summary>A server that has just been set up.</summary>
public sealed class EmptyServerTests : IAsyncLifetime
{
    private ServedCloud served = null!;

    public async ValueTask InitializeAsync() => served = await ServedCloud.StartAsync(_ => { }, keystone: new RoleMap());

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task Whatever_can_be_read_without_a_name_can_be_read_at_once()
    {
        var routes = RouteTable.All.Where(route => route.Method() == "GET" && !route.RoutePattern.RawText!.Contains('{', StringComparison.Ordinal)).ToList();
        routes.Count.ShouldBeGreaterThan(8);
        using var http = new HttpClient { BaseAddress = served.Url, DefaultRequestHeaders = { { "X-Auth-Token", served.Cloud.IssueToken("root", "admin", ["admin"]) } } };
        // Some of what Watcher's API shows is newer than its first version.
        http.DefaultRequestHeaders.Add("OpenStack-API-Version", "infra-optim latest");
        foreach (var route in routes)
        {
            using var answer = await http.GetAsync(route.RoutePattern.RawText, TestContext.Current.CancellationToken);
            answer.IsSuccessStatusCode.ShouldBeTrue($"{route.RoutePattern.RawText}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}\n{served.Log()}");
        }
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Auth;
using Respite.Server.Tests.Api;

namespace Respite.Server.Tests.Auth;

/// <summary>Every route with every kind of caller, over real HTTP.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
    private const int Addresses = 8;
    private static int connections;
    private ServedCloud served = null!;

    /// <summary>Watcher's routes that are newer than its API 1.0 say so.</summary>
    private static readonly HttpStatusCode[] Microversioned = [HttpStatusCode.NotAcceptable];

    /// <summary>Whoever calls, and what that is worth; null: not signed in.</summary>
    private (string Who, string? Token, Access? Worth)[] Callers =>
    [
        ("nobody", null, null),
        ("a bad token", "gAAAAABnothing", null),
        ("an expired token", served.Cloud.IssueToken("late", null, ["admin"], TimeSpan.FromSeconds(-1)), null),
        ("a tenant", served.Cloud.IssueToken("tenant", "demo", ["reader", "member"]), Access.Tenant),
        ("a manager of a project", served.Cloud.IssueToken("manager", "demo", ["manager"]), Access.Tenant),
        ("a reader of the system", served.Cloud.IssueToken("auditor", null, ["reader"]), Access.Reader),
        ("an operator", served.Cloud.IssueToken("operator", null, ["manager", "reader"]), Access.Operator),
        ("an admin", served.Cloud.IssueToken("root", "admin", ["admin"]), Access.Admin),
        ("the local token", served.LocalToken, Access.Admin),
    ];

    public async ValueTask InitializeAsync()
    {
        served = await ServedCloud.StartAsync(_ => { }, keystone: new RoleMap());
        http.BaseAddress = served.Url;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await served.DisposeAsync();
    }

    [Fact]
    public async Task Every_route_lets_in_whom_it_says_and_no_other()
    {
        foreach (var route in RouteTable.All)
        {
            var needed = route.Metadata.GetMetadata<RequiredAccess>().ShouldNotBeNull($"{route.RoutePattern.RawText} says nobody who may call it").Access;
            foreach (var (who, token, worth) in Callers)
            {
                var status = await CallAsync(route.Method(), route.Path(_ => "nothing"), token);
                var what = $"{route.Method()} {route.RoutePattern.RawText} by {who}";
                if (needed == Access.Anyone)
                    status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound], what);
                else if (worth is null)
                    status.ShouldBe(HttpStatusCode.Unauthorized, what);
                else if (worth < needed)
                    status.ShouldBe(HttpStatusCode.Forbidden, what);
                else
                    status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, .. IsWatchers(route) ? Microversioned : []], what);
            }
        }
    }

    [Fact]
    public async Task What_is_no_route_is_told_to_the_signed_in_only()
    {
        (await CallAsync("GET", "/v1/nothing", null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await CallAsync("GET", "/v1/nothing", served.LocalToken)).ShouldBe(HttpStatusCode.NotFound);
        (await CallAsync("GET", "/healthcheck", null)).ShouldBe(HttpStatusCode.OK);
        (await CallAsync("GET", "/readiness", null)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_open_to_anyone_changes_nothing_and_is_not_recorded()
    {
        (await CallAsync("POST", "/docs/index.html", null)).ShouldBe(HttpStatusCode.NotFound);
        (await CallAsync("POST", "/docs/index.html", served.LocalToken)).ShouldBe(HttpStatusCode.NotFound);
        (await served.GetAsync("/v1/audit")).GetProperty("entries").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Every_change_is_recorded_with_who_asked_and_what_was_answered()
    {
        var token = served.Cloud.IssueToken("operator-7", null, ["manager"]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/maintenances")
        {
            Headers = { { "X-Auth-Token", token } },
            Content = JsonContent.Create(new { host = "compute-99", reason = "new disks", ticket = "CHG-1" }),
        };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var id = answer.Headers.GetValues("openstack-request-id").Single();

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/v1/audit") { Headers = { { "X-Auth-Token", served.LocalToken } } };
        using var audit = await http.SendAsync(asked, TestContext.Current.CancellationToken);
        var entry = (await audit.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(TestContext.Current.CancellationToken)).GetProperty("entries").EnumerateArray()
            .Single(e => e.GetProperty("request_id").GetString() == id);
        entry.GetProperty("user_name").GetString().ShouldBe("operator-7");
        (entry.GetProperty("path").GetString(), entry.GetProperty("status").GetInt32()).ShouldBe(("/v1/maintenances", 404));
        (entry.GetProperty("reason").GetString(), entry.GetProperty("ticket").GetString()).ShouldBe(("new disks", "CHG-1"));
        entry.GetProperty("address").GetString()!.ShouldStartWith("127.0.0.");
    }

    /// <summary>Each connection from another of a few addresses: of one, so many requests in so short a time are refused.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(1 + (Interlocked.Increment(ref connections) % Addresses))]), 0));
        await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static bool IsWatchers(RouteEndpoint route) => route.RoutePattern.RawText!.StartsWith("/watcher/", StringComparison.Ordinal);

    private async Task<HttpStatusCode> CallAsync(string method, string path, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = JsonContent.Create(new { });
        request.Headers.ConnectionClose = true;
        if (token is not null)
            request.Headers.Add("X-Auth-Token", token);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}

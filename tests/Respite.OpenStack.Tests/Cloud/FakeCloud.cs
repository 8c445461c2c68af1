using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Tests.Cloud;

/// <summary>What a server was asked.</summary>
public sealed record Asked(string Method, string Path, string Query, Dictionary<string, string> Headers, string Body);

/// <summary>
/// An HTTP server on loopback that answers as told. It begins as a cloud that signs everybody in and whose Nova,
/// Placement and Neutron say their versions and nothing else.
/// </summary>
public sealed class FakeCloud : IAsyncDisposable
{
    public const string Password = "s3cr3t-password";
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Asked> asked = new();
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> answers = new();
    private int tokens;

    private FakeCloud(WebApplication app) => this.app = app;

    public string Url { get; private set; } = "";

    public FakeClock Clock { get; } = new(TimeSpan.FromSeconds(30));

    /// <summary>The tokens given out, oldest first.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Endpoints of the catalog: type, interface, region, path or address.</summary>
    public List<(string Type, string Interface, string Region, string Url)> Catalog { get; } =
        [("compute", "public", "RegionOne", "/compute/v2.1"), ("placement", "public", "RegionOne", "/placement"), ("network", "public", "RegionOne", "/network")];

    public IReadOnlyList<Asked> Requests => [.. asked];

    public static async Task<FakeCloud> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        var cloud = new FakeCloud(app);
        app.Run(cloud.ServeAsync);
        await app.StartAsync();
        cloud.Url = app.Urls.Single().TrimEnd('/');
        cloud.On("POST /v3/auth/tokens", cloud.SignInAsync);
        cloud.NovaOffers("2.1", "2.93");
        cloud.On("GET /placement/", """{"versions":[{"id":"v1.0","max_version":"1.39","min_version":"1.0","status":"CURRENT","links":[{"rel":"self","href":""}]}]}""");
        return cloud;
    }

    /// <summary>What "METHOD /path" is answered with.</summary>
    public void On(string call, Func<HttpContext, Task> answer) => answers[call] = answer;

    public void On(string call, string body, int status = 200, string contentType = "application/json") =>
        On(call, context => WriteAsync(context, status, body, contentType));

    /// <summary>One answer after the other, the last one for ever.</summary>
    public void OnEach(string call, params (int Status, string Body)[] each)
    {
        var next = -1;
        On(call, context =>
        {
            var (status, body) = each[Math.Min(Interlocked.Increment(ref next), each.Length - 1)];
            return WriteAsync(context, status, body);
        });
    }

    public void NovaOffers(string least, string most) => On("GET /compute/v2.1/", $$$"""{"version":{"id":"v2.1","status":"CURRENT","version":"{{{most}}}","min_version":"{{{least}}}"}}""");

    public int Count(string call) => asked.Count(a => $"{a.Method} {a.Path}" == call);

    public Asked Last(string call) => asked.Last(a => $"{a.Method} {a.Path}" == call);

    public Dictionary<string, string> Variables() => new()
    {
        ["OS_AUTH_URL"] = Url, ["OS_USERNAME"] = "admin", ["OS_PASSWORD"] = Password, ["OS_PROJECT_NAME"] = "admin",
        ["OS_USER_DOMAIN_NAME"] = "Default", ["OS_PROJECT_DOMAIN_NAME"] = "Default",
    };

    /// <param name="more">OS_* variables over the usual ones.</param>
    public OpenStackSession Session(params (string Name, string Value)[] more)
    {
        var variables = Variables();
        foreach (var (name, value) in more)
            variables[name] = value;
        return new OpenStackSession(CloudConfig.Load(null, variables, Path.GetTempPath()), Clock);
    }

    public static async Task WriteAsync(HttpContext context, int status, string body, string contentType = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        var path = context.Request.Path.Value!;
        asked.Enqueue(new Asked(
            context.Request.Method, path, context.Request.QueryString.Value ?? "",
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
        if (answers.TryGetValue($"{context.Request.Method} {path}", out var answer))
            await answer(context);
        else
            await WriteAsync(context, 404, """{"itemNotFound":{"code":404,"message":"The resource could not be found."}}""");
    }

    private async Task SignInAsync(HttpContext context)
    {
        var token = $"s3cr3t-token-{Interlocked.Increment(ref tokens)}";
        Tokens.Enqueue(token);
        context.Response.Headers["X-Subject-Token"] = token;
        await WriteAsync(context, 201, TokenBody());
    }

    public string TokenBody()
    {
        var endpoints = Catalog.Select(e =>
            $$"""{"type":"{{e.Type}}","name":"x","endpoints":[{"interface":"{{e.Interface}}","region_id":"{{e.Region}}","url":"{{(e.Url.StartsWith('/') ? Url : "")}}{{e.Url}}"}]}""");
        return $$$"""
            {"token":{"user":{"id":"u1","name":"admin","domain":{"id":"default","name":"Default"}},"project":{"id":"p1","name":"admin"},"roles":[{"id":"r","name":"admin"}],
            "issued_at":"{{{Clock.GetUtcNow():o}}}","expires_at":"{{{Clock.GetUtcNow() + TokenLife:o}}}","catalog":[{{{string.Join(',', endpoints)}}}]}}
            """;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Session;

public sealed class RetryTests
{
    private const string Services = "GET /compute/v2.1/os-services";
    private const string Good = """{"services":[]}""";

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_is_tried_again_while_the_cloud_is_in_trouble(int status)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.OnEach(Services, (status, ""), (status, "<html>"), (200, Good));
        using var session = cloud.Session();
        (await session.Compute.Services.ListAsync(null)).ShouldBeEmpty();
        cloud.Count(Services).ShouldBe(3);
        cloud.Clock.Pauses.Count.ShouldBe(2);
        cloud.Clock.Pauses[0].ShouldBeInRange(TimeSpan.FromMilliseconds(125), TimeSpan.FromMilliseconds(250));
        cloud.Clock.Pauses[1].ShouldBeInRange(TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task A_read_gives_up_after_a_while_and_says_what_the_cloud_said()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On(Services, """{"computeFault":{"code":500,"message":"Unexpected API Error."}}""", 500);
        using var session = cloud.Session();
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.ListAsync(null));
        (e.Error, e.Message).ShouldBe((OpenStackError.Unavailable, "Nova: GET /os-services: 500 Unexpected API Error."));
        cloud.Count(Services).ShouldBeInRange(5, 20);
        cloud.Clock.Pauses.Sum(p => p.TotalSeconds).ShouldBeInRange(10, 20);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Sat, 21 Nov 2026 06:00:09 GMT", 9)]
    [InlineData("0", 0)]
    [InlineData("-3", 0)]
    [InlineData("soon", 0)]
    [InlineData("Sat, 21 Nov 2020 06:00:09 GMT", 0)]
    public async Task Retry_After_is_honoured(string retryAfter, int atLeastSeconds)
    {
        await using var cloud = await FakeCloud.StartAsync();
        var refused = false;
        cloud.On(Services, context =>
        {
            if (refused)
                return FakeCloud.WriteAsync(context, 200, Good);
            refused = true;
            context.Response.Headers.RetryAfter = retryAfter;
            return FakeCloud.WriteAsync(context, 503, "");
        });
        using var session = cloud.Session();
        await session.Compute.Services.ListAsync(null);
        cloud.Clock.Pauses.ShouldHaveSingleItem().TotalSeconds.ShouldBeInRange(Math.Max(0.125, atLeastSeconds - 0.01), Math.Max(0.25, atLeastSeconds));
    }

    [Theory]
    [InlineData("600")]
    [InlineData("99999999999")]
    public async Task A_Retry_After_beyond_our_patience_is_not_waited_for(string retryAfter)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On(Services, context =>
        {
            context.Response.Headers.RetryAfter = retryAfter;
            return FakeCloud.WriteAsync(context, 503, "");
        });
        using var session = cloud.Session();
        (await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.ListAsync(null))).Error.ShouldBe(OpenStackError.Unavailable);
        (cloud.Count(Services), cloud.Clock.Pauses.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_read_whose_connection_breaks_is_tried_again()
    {
        await using var cloud = await FakeCloud.StartAsync();
        var broken = 0;
        cloud.On(Services, async context =>
        {
            switch (broken++)
            {
                case 0:
                    context.Abort();
                    break;
                case 1:
                    context.Response.ContentLength = 100;
                    await context.Response.WriteAsync("{\"serv");
                    await context.Response.Body.FlushAsync();
                    context.Abort();
                    break;
                default:
                    await FakeCloud.WriteAsync(context, 200, Good);
                    break;
            }
        });
        using var session = cloud.Session();
        (await session.Compute.Services.ListAsync(null)).ShouldBeEmpty();
        broken.ShouldBe(3);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task A_change_is_sent_once_whatever_happens(int status)
    {
        await using var cloud = await FakeCloud.StartAsync();
        foreach (var call in new[] { "POST /compute/v2.1/servers/s1/action", "PUT /compute/v2.1/os-services/c1", "DELETE /compute/v2.1/servers/s1/migrations/7" })
        {
            cloud.On(call, context =>
            {
                context.Response.Headers.RetryAfter = "1";
                if (status > 0)
                    return FakeCloud.WriteAsync(context, status, "");
                context.Abort();
                return Task.CompletedTask;
            });
        }
        using var session = cloud.Session();
        await Refused(() => session.Compute.Servers.MigrateAsync("s1", "compute-02"));
        await Refused(() => session.Compute.Services.EnableAsync("c1"));
        await Refused(() => session.Compute.ServerMigrations.AbortAsync("s1", 7));
        cloud.Requests.Count(r => r.Method is "PUT" or "DELETE" or "POST").ShouldBe(4);
        cloud.Requests.Where(r => r.Method != "GET").ShouldAllBe(r => r.Headers.ContainsKey("Content-Length") && !r.Headers.ContainsKey("Transfer-Encoding"));

        async Task Refused(Func<Task> call)
        {
            var e = await Should.ThrowAsync<OpenStackException>(call);
            e.Error.ShouldBe(OpenStackError.Unavailable);
            if (status == 0)
                e.Message.ShouldContain("may have been done all the same");
        }
    }

    /// <summary>A server that closes a kept connection on a request's arrival: .NET sends one without a body a second time.</summary>
    [Fact]
    public async Task A_delete_on_a_kept_connection_that_dies_is_not_sent_twice()
    {
        await using var cloud = await FakeCloud.StartAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        cloud.Catalog[0] = ("compute", "public", "RegionOne", $"http://{listener.LocalEndpoint}/v2.1");
        var deletes = 0;
        var serving = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var buffer = new byte[8192];
                while (await stream.ReadAsync(buffer) is > 0 and var read)
                {
                    if (Encoding.ASCII.GetString(buffer, 0, read).StartsWith("DELETE", StringComparison.Ordinal))
                    {
                        deletes++;
                        break;
                    }
                    const string body = """{"version":{"version":"2.93","min_version":"2.1"}}""";
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
                }
            }
        });
        using var session = cloud.Session();
        await session.Compute.VersionAsync();
        await Should.ThrowAsync<OpenStackException>(() => session.Compute.ServerMigrations.AbortAsync("s1", 7));
        listener.Stop();
        await Should.ThrowAsync<Exception>(() => serving);
        deletes.ShouldBe(1);
    }
}

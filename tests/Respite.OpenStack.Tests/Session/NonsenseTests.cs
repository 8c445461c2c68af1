using Respite.OpenStack.Compute;
using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Session;

/// <summary>What is not what the API promises is never taken for "nothing there".</summary>
public sealed class NonsenseTests
{
    private const string Server = """
        {"id":"s1","name":"web","status":"ACTIVE","addresses":{},"metadata":{},"flavor":{"vcpus":1,"ram":512,"disk":1,"ephemeral":0,"swap":0,"extra_specs":{}}}
        """;

    public static TheoryData<string, string, string> Answers => new()
    {
        { "a page", "<html>login</html>", "not JSON" },
        { "nothing", "", "not JSON" },
        { "cut off", """{"servers":[{"id":"s1",""", "cut off" },
        { "no list", "{}", "has no 'servers'" },
        { "null list", """{"servers":null}""", "has no 'servers'" },
        { "no object", "[]", "has no 'servers'" },
        { "a list of a wrong type", """{"servers":{}}""", "'servers' that is no list" },
        { "no id", Changed("\"id\":\"s1\",", ""), "has no 'servers[0].id'" },
        { "a null name", Changed("\"name\":\"web\"", "\"name\":null"), "has no 'servers[0].name'" },
        { "a number for a name", Changed("\"name\":\"web\"", "\"name\":7"), "'servers[0].name' that is no text" },
        { "half a character", Changed("\"name\":\"web\"", "\"name\":\"\\ud800\""), "'servers[0].name' that is no text" },
        { "a flavor without numbers", Changed("\"vcpus\":1,", ""), "has no 'servers[0].flavor.vcpus'" },
        { "an empty flavor", Changed("{\"vcpus\":1,\"ram\":512,\"disk\":1,\"ephemeral\":0,\"swap\":0,\"extra_specs\":{}}", "{}"), "has no 'servers[0].flavor.vcpus'" },
        { "half a gibibyte", Changed("\"disk\":1", "\"disk\":1.5"), "'servers[0].flavor.disk' that is no whole number" },
        { "a text for a number", Changed("\"ram\":512", "\"ram\":\"512\""), "'servers[0].flavor.ram' that is no whole number" },
        { "too large a number", Changed("\"ram\":512", "\"ram\":9999999999"), "'servers[0].flavor.ram' that is out of range" },
        { "a text for a flag", Changed("\"id\"", "\"locked\":\"no\",\"id\""), "'servers[0].locked' that is neither true nor false" },
        { "no time", Changed("\"id\"", "\"created\":\"yesterday\",\"id\""), "'servers[0].created' that is no time" },
        { "addresses of a wrong type", Changed("\"addresses\":{}", "\"addresses\":[]"), "'servers[0].addresses' that is no object" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_list_of_servers_that_makes_no_sense_is_no_empty_host(string what, string body, string words)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /compute/v2.1/servers/detail", body);
        using var session = cloud.Session();
        await Nonsense(async () => await session.Compute.Servers.ListAsync("compute-01").ToListAsync(), "Nova: GET /servers/detail: ", words, what);
    }

    [Fact]
    public async Task An_empty_object_is_nonsense_from_every_list()
    {
        await using var cloud = await FakeCloud.StartAsync();
        foreach (var path in new[]
        {
            "compute/v2.1/servers/detail", "compute/v2.1/os-services", "compute/v2.1/os-migrations", "compute/v2.1/os-server-groups", "compute/v2.1/os-aggregates",
            "compute/v2.1/os-hypervisors/detail", "compute/v2.1/servers/s1", "compute/v2.1/servers/s1/os-instance-actions/r1", "placement/allocation_candidates",
            "placement/resource_providers/u1/traits", "placement/resource_providers/u1/inventories", "placement/resource_providers/u1/allocations", "network/v2.0/agents", "v3/auth/tokens",
        })
            cloud.On("GET /" + path, "{}");
        using var session = cloud.Session();
        var (nova, placement) = (session.Compute, session.Placement);
        Func<Task>[] calls =
        [
            () => nova.Services.ListAsync(null), async () => await nova.Migrations.ListAsync(new MigrationQuery()).ToListAsync(), () => nova.ServerGroups.ListAsync(), () => nova.Aggregates.ListAsync(),
            async () => await nova.Hypervisors.ListAsync().ToListAsync(), () => nova.Servers.GetAsync("s1"), () => nova.InstanceActions.GetAsync("s1", "r1"),
            () => placement.SummariesAsync(new Dictionary<string, long> { ["VCPU"] = 1 }), () => placement.TraitsAsync("u1"), () => placement.InventoriesAsync("u1"),
            () => placement.AllocationsOfAsync("u1"), () => session.Network.AgentsAsync("compute-01"), () => session.Identity.ValidateAsync("t"),
        ];
        foreach (var call in calls)
            await Nonsense(call, "", "has no '", "an empty object");
    }

    [Fact]
    public async Task A_proxys_404_is_no_deleted_server()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /compute/v2.1/servers/s1", "<html>no backend</html>", 404, "text/html");
        cloud.On("GET /v3/auth/tokens", "<html>no backend</html>", 404, "text/html");
        using var session = cloud.Session();
        (await Should.ThrowAsync<OpenStackException>(() => session.Compute.Servers.GetAsync("s1"))).Error.ShouldBe(OpenStackError.NotFound);
        (await Should.ThrowAsync<OpenStackException>(() => session.Identity.ValidateAsync("t"))).Error.ShouldBe(OpenStackError.NotFound);
        cloud.On("GET /compute/v2.1/servers/s1", Fixture.Body("nova-error-404-server"), 404);
        (await session.Compute.Servers.GetAsync("s1")).ShouldBeNull();
    }

    [Fact]
    public async Task A_login_page_is_no_accepted_action()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("POST /compute/v2.1/servers/s1/action", "<html>login</html>", contentType: "text/html; charset=no-such-charset");
        using var session = cloud.Session();
        await Nonsense(() => session.Compute.Servers.StartAsync("s1"), "Nova: POST /servers/s1/action: ", "not JSON", "a page");
    }

    [Fact]
    public async Task What_is_not_HTTP_is_said_to_be_none()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("SSH-2.0-OpenSSH\r\n"u8.ToArray());
            await client.GetStream().ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
        });
        await using var cloud = await FakeCloud.StartAsync();
        using var session = cloud.Session(("OS_AUTH_URL", $"http://{listener.LocalEndpoint}"));
        await Nonsense(() => session.Compute.VersionAsync(), "POST /v3/auth/tokens: ", "not HTTP", "SSH");
        await serving;
    }

    private static string Changed(string from, string to)
    {
        Server.ShouldContain(from);
        return $$"""{"servers":[{{Server.Replace(from, to, StringComparison.Ordinal)}}]}""";
    }

    private static async Task Nonsense(Func<Task> call, string start, string words, string what)
    {
        var e = await Should.ThrowAsync<OpenStackException>(call);
        e.Error.ShouldBe(OpenStackError.Nonsense, what);
        e.Message.ShouldStartWith(start);
        e.Message.ShouldContain(words);
    }
}

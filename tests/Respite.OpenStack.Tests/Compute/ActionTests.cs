using System.Text.Json.Nodes;
using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Compute;

public sealed class ActionTests
{
    public static TheoryData<string, string, Func<OpenStackSession, Task<string?>>> Actions => new()
    {
        { "live", """{"os-migrateLive":{"host":"h2","block_migration":"auto"}}""", s => s.Compute.Servers.LiveMigrateAsync("s1", "h2") },
        { "live, anywhere", """{"os-migrateLive":{"host":null,"block_migration":"auto"}}""", s => s.Compute.Servers.LiveMigrateAsync("s1", null) },
        { "cold", """{"migrate":{"host":"h2"}}""", s => s.Compute.Servers.MigrateAsync("s1", "h2") },
        { "cold, anywhere", """{"migrate":null}""", s => s.Compute.Servers.MigrateAsync("s1", null) },
        { "confirm", """{"confirmResize":null}""", s => s.Compute.Servers.ConfirmResizeAsync("s1") },
        { "offload", """{"shelveOffload":null}""", s => s.Compute.Servers.ShelveOffloadAsync("s1") },
        { "stop", """{"os-stop":null}""", s => s.Compute.Servers.StopAsync("s1") },
        { "start", """{"os-start":null}""", s => s.Compute.Servers.StartAsync("s1") },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task An_action_says_exactly_this_and_gives_its_request_id(string what, string body, Func<OpenStackSession, Task<string?>> act)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("POST /compute/v2.1/servers/s1/action", context =>
        {
            context.Response.Headers["x-compute-request-id"] = "req-7";
            context.Response.StatusCode = 202;
            return Task.CompletedTask;
        });
        using var session = cloud.Session();
        (await act(session)).ShouldBe("req-7", what);
        JsonNode.DeepEquals(JsonNode.Parse(cloud.Last("POST /compute/v2.1/servers/s1/action").Body), JsonNode.Parse(body)).ShouldBeTrue();
    }

    [Fact]
    public async Task Force_complete_and_abort_address_the_migration()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("POST /compute/v2.1/servers/s1/migrations/7/action", "", 202);
        cloud.On("DELETE /compute/v2.1/servers/s1/migrations/7", "", 202);
        using var session = cloud.Session();
        await session.Compute.ServerMigrations.ForceCompleteAsync("s1", 7);
        await session.Compute.ServerMigrations.AbortAsync("s1", 7);
        cloud.Last("POST /compute/v2.1/servers/s1/migrations/7/action").Body.ShouldBe("""{"force_complete":null}""");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("disk swap", "disk swap")]
    public async Task A_service_is_disabled_with_its_reason(string? reason, string? sent) => (await Disable(reason)).ShouldBe(sent);

    [Fact]
    public async Task A_reason_is_cut_to_what_Nova_takes_but_not_within_a_character()
    {
        (await Disable(new string('x', 300))).ShouldBe(new string('x', 255));
        (await Disable(new string('x', 254) + "\U0001F600")).ShouldBe(new string('x', 254));
    }

    private static async Task<string?> Disable(string? reason)
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("PUT /compute/v2.1/os-services/c1", """{"service":{}}""");
        using var session = cloud.Session();
        await session.Compute.Services.DisableAsync("c1", reason);
        var body = JsonNode.Parse(cloud.Last("PUT /compute/v2.1/os-services/c1").Body)!;
        body["status"]!.GetValue<string>().ShouldBe("disabled");
        return body["disabled_reason"]?.GetValue<string>();
    }
}

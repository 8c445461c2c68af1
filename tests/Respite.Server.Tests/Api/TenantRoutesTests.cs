using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Server.Auth;
using Respite.Simulator.Building;
using static Respite.Server.Tests.Api.ServedCloud;

namespace Respite.Server.Tests.Api;

public sealed class TenantRoutesTests : IAsyncLifetime
{
    private const string Later = "compute-02";
    private ServedCloud served = null!;

    public async ValueTask InitializeAsync() => served = await StartAsync(
        build =>
        {
            build.AddInstance(new InstanceSpec("plain") { Host = Host, Flavor = "m1.tiny" });
            build.AddInstance(new InstanceSpec("off") { Host = Host, Flavor = "m1.tiny", Status = "SHUTOFF" });
            build.AddInstance(new InstanceSpec("halted") { Host = Host, Flavor = "m1.tiny", Metadata = new Dictionary<string, string> { ["respite:policy"] = "stop" } });
            build.AddInstance(new InstanceSpec("stuck") { Host = Host, Flavor = "m1.tiny", Status = "ERROR" });
            build.AddInstance(new InstanceSpec("theirs") { Host = Host, Flavor = "m1.tiny", Project = "service" });
            build.AddInstance(new InstanceSpec("later") { Host = Later, Flavor = "m1.tiny" });
            build.AddInstance(new InstanceSpec("theirs-later") { Host = Later, Flavor = "m1.tiny", Project = "service" });
        },
        keystone: new RoleMap());

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task An_owner_is_told_of_its_own_instances_and_of_nothing_else()
    {
        var seen = new List<JsonElement>();
        var begins = DateTimeOffset.UtcNow.AddDays(2);
        var scheduled = await MaintainAsync(Later, begins);
        var later = await UntilToldOfAsync("later");
        (later.GetProperty("state").GetString(), later.GetProperty("action").GetString(), later.GetProperty("begins_at").GetDateTimeOffset().ToUnixTimeSeconds())
            .ShouldBe(("planned", "moves_while_running", begins.ToUnixTimeSeconds()));

        var started = await MaintainAsync(Host, null);
        foreach (var state in new[] { "draining", "blocked" })
        {
            await served.UntilAsync(started, state, "blocked");
            seen.AddRange(await AskAsync("/v1/my/instances"), await AskAsync("/v1/my/instances?limit=1"), await AskAsync("/v1/my/events"), await AskAsync("/v1/my/events?sort=seq:desc&limit=1"));
        }
        var instances = (await AskAsync("/v1/my/instances")).GetProperty("instances").EnumerateArray().ToDictionary(i => i.GetProperty("instance_name").GetString()!, i => i.GetProperty("state").GetString());
        instances.ShouldBe(new Dictionary<string, string?> { ["plain"] = "done", ["off"] = "done", ["halted"] = "stopped", ["stuck"] = "delayed", ["later"] = "planned" }, ignoreOrder: true);
        (await AskAsync("/v1/my/events")).GetProperty("events").EnumerateArray().Where(e => e.GetProperty("instance_name").GetString() == "plain").Select(e => e.GetProperty("type").GetString())
            .ShouldBe(["under_way", "done"]);

        var others = served.Cloud.AllInstances.Where(i => i.Name.StartsWith("theirs", StringComparison.Ordinal)).ToList();
        string[] secrets = ["compute", "theirs", scheduled, started, "CHG-7", "rack fire", "blue", .. others.Select(i => i.Id), .. others.Select(i => i.ProjectId)];
        var told = seen.Append(await AskAsync("/v1/my/instances?fields=instance_name,state")).SelectMany(Texts).ToList();
        told.ShouldContain("plain", "the walk reads something");
        foreach (var secret in secrets)
            told.ShouldNotContain(text => text.Contains(secret, StringComparison.OrdinalIgnoreCase), secret);
    }

    [Fact]
    public async Task When_to_ask_again_is_in_the_header_and_in_the_field()
    {
        using (var quiet = await SendAsync("/v1/my/instances"))
            quiet.Headers.RetryAfter.ShouldBeNull("nothing is planned");
        (await AskAsync("/v1/my/instances")).GetProperty("in_maintenance").GetBoolean().ShouldBeFalse();
        await served.UntilAsync(await MaintainAsync(Host, null), "blocked");
        using var answer = await SendAsync("/v1/my/instances");
        var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        told.GetProperty("in_maintenance").GetBoolean().ShouldBeTrue("one is stopped");
        told.GetProperty("retry_after_seconds").GetInt32().ShouldBe((int)answer.Headers.RetryAfter.ShouldNotBeNull().Delta!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        await served.UntilAsync(await MaintainAsync(Host, null), "blocked");
        var names = new List<string?>();
        var path = "/v1/my/instances?limit=3";
        while (path is not null)
        {
            var page = await AskAsync(path);
            names.AddRange(page.GetProperty("instances").EnumerateArray().Select(i => i.GetProperty("instance_name").GetString()));
            path = page.TryGetProperty("instances_links", out var links) ? new Uri(links[0].GetProperty("href").GetString()!).PathAndQuery : null;
        }
        names.ShouldBe(["plain", "off", "halted", "stuck"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("/v1/my/instances")]
    [InlineData("/v1/my/events")]
    public async Task A_token_without_a_project_is_told_to_bring_one(string path)
    {
        foreach (var token in new[] { served.LocalToken, served.Cloud.IssueToken("auditor", null, ["reader"]) })
        {
            using var answer = await served.SendAsync(HttpMethod.Get, path, null, ("X-Auth-Token", token));
            ((int)answer.StatusCode).ShouldBe(400);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("send a Keystone token that is scoped to it");
        }
    }

    private async Task<string> MaintainAsync(string host, DateTimeOffset? begins) => (await served.PostAsync("/v1/maintenances", new JsonObject
    {
        ["host"] = host, ["reason"] = "rack fire", ["ticket"] = "CHG-7", ["metadata"] = new JsonObject { ["team"] = "blue" }, ["not_before"] = begins?.ToString("O"),
        ["policy"] = new JsonObject { ["owner_words"] = new JsonArray("stop"), ["error"] = "ask" },
    })).GetProperty("id").GetString()!;

    private Task<HttpResponseMessage> SendAsync(string path) =>
        served.SendAsync(HttpMethod.Get, path, null, ("X-Auth-Token", served.Cloud.IssueToken("owner", "demo", ["member"])));

    private async Task<JsonElement> AskAsync(string path)
    {
        using var answer = await SendAsync(path);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <remarks>What is scheduled is planned ahead in the background, and no event tells of it.</remarks>
    private async Task<JsonElement> UntilToldOfAsync(string instance)
    {
        while (true)
        {
            var found = (await AskAsync("/v1/my/instances")).GetProperty("instances").EnumerateArray().FirstOrDefault(i => i.GetProperty("instance_name").GetString() == instance);
            if (found.ValueKind == JsonValueKind.Object)
                return found;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Every key, text and number of an answer.</summary>
    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Texts(p.Value).Prepend(p.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        _ => [json.ToString()],
    };
}

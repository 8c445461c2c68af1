using System.Text.Json;
using System.Text.Json.Nodes;
using Respite.Server.Tests.Api;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.WatcherApi;

/// <summary>The shapes of Watcher's API: what is there, how it is listed, what is refused and how.</summary>
public sealed class ResourceTests : IAsyncLifetime
{
    private ServedCloud served = null!;
    private WatcherClient watcher = null!;

    public async ValueTask InitializeAsync()
    {
        served = await ServedCloud.StartAsync(cloud => cloud.AddInstance(new InstanceSpec("vm-1") { Host = ServedCloud.Host }));
        watcher = new WatcherClient(served);
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Fact]
    public async Task The_versions_are_told_without_a_token()
    {
        using var http = new HttpClient { BaseAddress = served.Url };
        var versions = JsonDocument.Parse(await http.GetStringAsync("watcher/", TestContext.Current.CancellationToken)).RootElement;
        var only = versions.GetProperty("versions")[0];
        (only.GetProperty("id").GetString(), only.GetProperty("min_version").GetString(), only.GetProperty("max_version").GetString()).ShouldBe(("v1", "1.0", "1.7"));
        only.GetProperty("links")[0].GetProperty("href").GetString().ShouldBe($"{served.Url}watcher/v1/");
    }

    [Theory]
    [InlineData(null, 200, "1.0")]
    [InlineData("infra-optim 1.5", 200, "1.5")]
    [InlineData("compute 2.1,infra-optim 1.7", 200, "1.7")]
    [InlineData("infra-optim latest", 200, "1.7")]
    [InlineData("infra-optim 1.8", 406, "1.0")]
    [InlineData("infra-optim 2.0", 406, "1.0")]
    public async Task The_microversion_is_agreed(string? asked, int status, string agreed)
    {
        using var answer = await served.SendAsync(HttpMethod.Get, "/watcher/v1/goals", null, asked is null ? [] : [("OpenStack-API-Version", asked)]);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.GetValues("OpenStack-API-Version").Single().ShouldBe($"infra-optim {agreed}");
        answer.Headers.GetValues("OpenStack-API-Minimum-Version").Single().ShouldBe("1.0");
        answer.Headers.GetValues("OpenStack-API-Maximum-Version").Single().ShouldBe("1.7");
        answer.Headers.Vary.ShouldContain("OpenStack-API-Version");
    }

    [Fact]
    public async Task Older_requests_do_not_see_what_is_newer()
    {
        var audit = (await watcher.CreateAsync("audits", WatcherClient.HostAudit())).GetProperty("uuid").GetString();
        (await watcher.GetAsync($"audits/{audit}", minor: 0)).TryGetProperty("start_time", out _).ShouldBeFalse();
        (await watcher.GetAsync($"audits/{audit}", minor: 1)).TryGetProperty("start_time", out _).ShouldBeTrue();
        (await watcher.GetAsync($"audits/{audit}", minor: 1)).TryGetProperty("force", out _).ShouldBeFalse();
        (await watcher.GetAsync($"audits/{audit}", minor: 4)).TryGetProperty("status_message", out _).ShouldBeFalse();
        (await watcher.GetAsync($"audits/{audit}", minor: 5)).TryGetProperty("status_message", out _).ShouldBeTrue();
        (await watcher.RefusedAsync(406, "GET", "data_model", minor: 2)).ShouldContain("1.3");
        (await watcher.RefusedAsync(406, "POST", $"webhooks/{audit}", new JsonObject(), minor: 3)).ShouldContain("1.4");
        (await watcher.RefusedAsync(400, "PATCH", "actions/any", WatcherClient.Patch("state", "SKIPPED"), minor: 4)).ShouldBe("API microversion 1.5 or higher is required: send OpenStack-API-Version: infra-optim 1.5.");
    }

    [Fact]
    public async Task Goals_and_strategies_are_found_by_name_whatever_its_case()
    {
        (await watcher.GetAsync("goals")).GetProperty("goals").EnumerateArray().Select(g => g.GetProperty("name").GetString()).ShouldBe(["cluster_maintaining", "dummy", "unclassified"]);
        var strategy = await watcher.GetAsync("strategies/HOST_maintenance");
        strategy.GetProperty("display_name").GetString().ShouldBe("Host Maintenance Strategy");
        strategy.GetProperty("parameters_spec").GetProperty("required").EnumerateArray().Select(r => r.GetString()).ShouldBe(["maintenance_node"]);
        (await watcher.GetAsync($"strategies/{strategy.GetProperty("uuid").GetString()}")).GetProperty("name").GetString().ShouldBe("host_maintenance");
        (await watcher.GetAsync("strategies?goal=dummy")).GetProperty("strategies").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["dummy"]);
        (await watcher.GetAsync("strategies/dummy/state")).EnumerateArray().Select(r => r.GetProperty("type").GetString()).ShouldBe(["Datasource", "Metrics", "CDM", "Name"]);
        (await watcher.RefusedAsync(404, "GET", "goals/none")).ShouldContain("none");
    }

    [Fact]
    public async Task Lists_are_sorted_and_paged_by_their_links()
    {
        foreach (var name in (string[])["b", "c", "a"])
            await TemplateAsync(name);
        Names(await watcher.GetAsync("audit_templates")).ShouldBe(["b", "c", "a"]);
        Names(await watcher.GetAsync("audit_templates?sort_key=name&sort_dir=desc")).ShouldBe(["c", "b", "a"]);
        var first = await watcher.GetAsync("audit_templates?sort_key=name&limit=2");
        Names(first).ShouldBe(["a", "b"]);
        // Watcher's client puts what follows the server's name behind the catalog's address.
        var next = new Uri(first.GetProperty("next").GetString()!).PathAndQuery["/v1/".Length..];
        var second = await watcher.GetAsync(next);
        Names(second).ShouldBe(["c"]);
        second.TryGetProperty("next", out _).ShouldBeFalse();
        (await watcher.RefusedAsync(400, "GET", "audit_templates?sort_key=nonsense")).ShouldContain("nonsense");
        (await watcher.RefusedAsync(400, "GET", "audit_templates?limit=0")).ShouldContain("positive");
        (await watcher.RefusedAsync(400, "GET", "audit_templates?nonsense=1")).ShouldContain("nonsense");
        (await watcher.RefusedAsync(404, "GET", "audit_templates?marker=nothing")).ShouldContain("nothing");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json-patch+json")]
    public async Task A_template_is_patched_in_either_media_type(string type)
    {
        var id = (await TemplateAsync("before")).GetProperty("uuid").GetString();
        using var content = new StringContent(WatcherClient.Patch("description", "changed").ToJsonString());
        content.Headers.ContentType = new(type);
        var (status, text) = await served.SendAsync(HttpMethod.Patch, $"/watcher/v1/audit_templates/{id}", content);
        status.ShouldBe(System.Net.HttpStatusCode.OK, text);
        (await watcher.GetAsync("audit_templates/before")).GetProperty("description").GetString().ShouldBe("changed");
        (await watcher.RefusedAsync(400, "PATCH", $"audit_templates/{id}", WatcherClient.Patch("uuid", "x"))).ShouldContain("/uuid");
        (await watcher.AskAsync("DELETE", $"audit_templates/{id}")).Status.ShouldBe(204);
        await watcher.RefusedAsync(404, "GET", $"audit_templates/{id}");
    }

    [Fact]
    public async Task Default_parameters_need_a_strategy_and_change_with_it()
    {
        var body = new JsonObject { ["name"] = "t", ["goal"] = "cluster_maintaining", ["default_parameters"] = new JsonObject { ["maintenance_node"] = ServedCloud.Host } };
        (await watcher.RefusedAsync(400, "POST", "audit_templates", body)).ShouldContain("default_parameters");
        body["strategy"] = "host_maintenance";
        var template = await watcher.CreateAsync("audit_templates", body);
        await watcher.RefusedAsync(409, "PATCH", "audit_templates/t", WatcherClient.Patch("strategy", null));
        await watcher.RefusedAsync(409, "POST", "audit_templates", (JsonObject)body.DeepClone());
        var audit = await watcher.CreateAsync("audits", new JsonObject { ["audit_type"] = "ONESHOT", ["audit_template_uuid"] = template.GetProperty("uuid").GetString() });
        audit.GetProperty("parameters").GetProperty("maintenance_node").GetString().ShouldBe(ServedCloud.Host);
    }

    [Theory]
    [InlineData("""{"audit_type":"ONESHOT"}""", "goal")]
    [InlineData("""{"goal":"dummy"}""", "audit_type")]
    [InlineData("""{"audit_type":"SOMETIMES","goal":"dummy"}""", "SOMETIMES")]
    [InlineData("""{"audit_type":"ONESHOT","goal":"none"}""", "none")]
    [InlineData("""{"audit_type":"ONESHOT","goal":"dummy","state":"SUCCEEDED"}""", "state")]
    [InlineData("""{"audit_type":"ONESHOT","goal":"dummy","nonsense":1}""", "nonsense")]
    [InlineData("""{"audit_type":"ONESHOT","goal":"dummy","interval":"60"}""", "Interval")]
    [InlineData("""{"audit_type":"CONTINUOUS","goal":"dummy"}""", "Interval")]
    [InlineData("""{"audit_type":"CONTINUOUS","goal":"dummy","interval":"61 * * * *"}""", "cron")]
    [InlineData("""{"audit_type":"ONESHOT","goal":"dummy","parameters":{"para1":2}}""", "strategy")]
    [InlineData("""{"audit_type":"ONESHOT","goal":"dummy","strategy":"dummy","parameters":{"para1":99}}""", "maximum")]
    [InlineData("""{"audit_type":"ONESHOT","goal":"dummy","strategy":"host_maintenance"}""", "dummy")]
    [InlineData("""{"audit_type":"ONESHOT","goal":"cluster_maintaining","strategy":"host_maintenance","parameters":{}}""", "maintenance_node")]
    public async Task An_audit_that_is_not_valid_is_refused_in_words(string body, string says) =>
        (await watcher.RefusedAsync(400, "POST", "audits", JsonNode.Parse(body))).ShouldContain(says);

    [Fact]
    public async Task A_plan_that_is_not_feasible_is_a_failed_audit_with_the_reasons()
    {
        for (var host = 2; host <= 4; host++)
            served.Cloud.SetEnabled($"compute-{host:00}", enabled: false);
        var audit = (await watcher.CreateAsync("audits", WatcherClient.HostAudit())).GetProperty("uuid").GetString()!;
        var ended = await watcher.UntilStateAsync($"audits/{audit}", "SUCCEEDED", "FAILED");
        (WatcherClient.State(ended), ended.GetProperty("status_message").GetString()!.StartsWith("No solution: vm-1: ", StringComparison.Ordinal)).ShouldBe(("FAILED", true), $"{ended}");
        (await watcher.PlansAsync(audit)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_is_not_known_fails_the_audit()
    {
        var audit = (await watcher.CreateAsync("audits", WatcherClient.HostAudit(new JsonObject { ["maintenance_node"] = "compute-99" }))).GetProperty("uuid").GetString()!;
        var ended = await watcher.UntilStateAsync($"audits/{audit}", "SUCCEEDED", "FAILED");
        (WatcherClient.State(ended), ended.GetProperty("status_message").GetString()!.Contains("compute-99", StringComparison.Ordinal)).ShouldBe(("FAILED", true));
        (await watcher.AskAsync("DELETE", $"audits/{audit}")).Status.ShouldBe(204);
        await watcher.RefusedAsync(404, "GET", $"audits/{audit}");
    }

    [Fact]
    public async Task The_data_model_shows_each_host_with_its_instances()
    {
        var lines = (await watcher.GetAsync("data_model")).GetProperty("context").EnumerateArray().ToList();
        lines.Select(l => l.GetProperty("node_hostname").GetString()).Order().ShouldBe(["compute-01", "compute-02", "compute-03", "compute-04"]);
        var used = lines.Single(l => l.TryGetProperty("server_name", out _));
        (used.GetProperty("node_hostname").GetString(), used.GetProperty("server_name").GetString(), used.GetProperty("server_state").GetString()).ShouldBe((ServedCloud.Host, "vm-1", "active"));
        used.GetProperty("node_memory").GetInt64().ShouldBeGreaterThan(0);
        (await watcher.RefusedAsync(404, "GET", "data_model?data_model_type=storage")).ShouldContain("storage");
    }

    [Fact]
    public async Task Services_and_scoring_engines_are_there()
    {
        (await watcher.GetAsync("services")).GetProperty("services").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["watcher-applier", "watcher-decision-engine"]);
        (await watcher.GetAsync("services/2")).GetProperty("status").GetString().ShouldBe("ACTIVE");
        (await watcher.GetAsync("scoring_engines/dummy_scorer")).GetProperty("name").GetString().ShouldBe("dummy_scorer");
    }

    private Task<JsonElement> TemplateAsync(string name) => watcher.CreateAsync("audit_templates", new JsonObject { ["name"] = name, ["goal"] = "dummy" });

    private static IEnumerable<string?> Names(JsonElement list) => list.GetProperty("audit_templates").EnumerateArray().Select(t => t.GetProperty("name").GetString());
}

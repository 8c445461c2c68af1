using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Respite.Server.Tests.Api;
using Respite.Server.Tests.Webhooks;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.Telemetry;

/// <summary><c>/metrics</c> of a server that drains, and all that reads it.</summary>
public sealed partial class MetricsTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private Receiver receiver = null!;
    private ServedCloud served = null!;

    public async ValueTask InitializeAsync()
    {
        receiver = await Receiver.StartAsync();
        served = await ServedCloud.StartAsync(cloud =>
        {
            cloud.AddInstance(new InstanceSpec("vm-1") { Host = ServedCloud.Host });
            cloud.AddInstance(new InstanceSpec("vm-2") { Host = ServedCloud.Host, Status = "SHUTOFF" });
        });
        http.BaseAddress = served.Url;
        await served.PostAsync("/v1/webhooks", new() { ["url"] = receiver.Url });
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await served.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_drain_is_seen_in_the_figures()
    {
        await served.DrainAsync([], "in_maintenance");
        var lines = Measured.Read(await http.GetStringAsync("/metrics"));
        lines["respite_maintenances{state=\"in_maintenance\"}"].ShouldBe(1);
        lines["respite_open_moves{state=\"done\"}"].ShouldBe(2);
        lines["respite_moves_total{kind=\"live_migrate\",result=\"done\"}"].ShouldBe(1);
        lines["respite_moves_total{kind=\"cold_migrate\",result=\"done\"}"].ShouldBe(1);
        lines["respite_move_duration_seconds_count{kind=\"live_migrate\"}"].ShouldBe(1);
        lines["respite_move_duration_seconds_sum{kind=\"live_migrate\"}"].ShouldBeGreaterThan(0);
        lines["respite_maintenance_transitions_total{state=\"draining\"}"].ShouldBe(1);
        lines["respite_memory_left_bytes"].ShouldBe(0);
        lines["respite_state_readable"].ShouldBe(1);
        lines["respite_openstack_requests_total{service=\"nova\",method=\"POST\",status=\"202\"}"].ShouldBeGreaterThanOrEqualTo(2);
        lines["http_server_request_duration_seconds_count{method=\"POST\",route=\"/v1/maintenances\",status=\"201\"}"].ShouldBe(1);
        lines.Keys.ShouldAllBe(series => !series.Contains(ServedCloud.Host) && !series.Contains("vm-1"));
    }

    [Fact]
    public async Task What_a_webhook_has_not_taken_is_counted()
    {
        await receiver.SetAsync(Mood.Answers500);
        await served.DrainAsync([], "in_maintenance");
        await receiver.NextAsync();
        var lines = Measured.Read(await http.GetStringAsync("/metrics"));
        (lines["respite_webhook_backlog{kind=\"new\"}"] + lines["respite_webhook_backlog{kind=\"waiting\"}"]).ShouldBeGreaterThan(0);
        lines["respite_event_lag_seconds"].ShouldBeGreaterThan(0);
        lines["respite_webhooks"].ShouldBe(1);
    }

    [Fact]
    public async Task What_is_still_on_the_host_is_counted()
    {
        await using var stuck = await ServedCloud.StartAsync(cloud => cloud.AddInstance(new InstanceSpec("broken") { Host = ServedCloud.Host, Status = "ERROR", Flavor = "m1.tiny" }));
        await stuck.DrainAsync([], "blocked");
        var lines = Measured.Read(await http.GetStringAsync(new Uri(stuck.Url, "/metrics")));
        lines["respite_maintenances{state=\"blocked\"}"].ShouldBe(1);
        lines["respite_open_moves{state=\"failed\"}"].ShouldBe(1);
        lines["respite_memory_left_bytes"].ShouldBe(512d * 1024 * 1024);
    }

    [Fact]
    public async Task The_text_is_what_Prometheus_reads()
    {
        await served.DrainAsync([], "in_maintenance");
        using var answer = await http.GetAsync("/metrics");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var (code, said) = await Promtool.RunAsync("check metrics", await answer.Content.ReadAsStringAsync());
        code.ShouldBe(0, said);
    }

    [Fact]
    public async Task The_dashboard_and_the_alerts_ask_for_metrics_that_there_are()
    {
        await served.DrainAsync([], "in_maintenance");
        await receiver.NextAsync();
        var known = Measured.Read(await http.GetStringAsync("/metrics")).Keys.Select(series => series.Split('{')[0]).ToHashSet();
        var asked = Expressions().SelectMany(expression => MetricName().Matches(expression).Select(m => m.Value)).ToHashSet();
        asked.Count.ShouldBeGreaterThan(15);
        asked.Except(known).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_came_through_a_proxy_is_not_from_this_machine()
    {
        foreach (var header in new[] { "X-Forwarded-For", "Forwarded", "Via" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { header, "1.1 proxy" } } };
            (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, header);
        }
    }

    [Fact]
    public async Task With_a_token_nobody_reads_without_it()
    {
        await using var closed = await ServedCloud.StartAsync(_ => { }, configure: options => options with { MetricsToken = "a-token-of-some-length" });
        (await http.GetAsync(new Uri(closed.Url, "/metrics"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var (token, status) in new[] { ("another-token-of-length", HttpStatusCode.Unauthorized), ("a-token-of-some-length", HttpStatusCode.OK) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(closed.Url, "/metrics")) { Headers = { Authorization = new("Bearer", token) } };
            (await http.SendAsync(request)).StatusCode.ShouldBe(status);
        }
    }

    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "deploy", "grafana", "respite.json")));
        foreach (var panel in dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(p => p.TryGetProperty("targets", out _)))
        {
            foreach (var target in panel.GetProperty("targets").EnumerateArray())
                yield return target.GetProperty("expr").GetString()!;
        }
        yield return File.ReadAllText(Path.Combine(Repository.Root, "deploy", "prometheus", "respite.rules.yml"));
    }

    [GeneratedRegex(@"\b(respite|http_server)_[a-z_]+")]
    private static partial Regex MetricName();
}

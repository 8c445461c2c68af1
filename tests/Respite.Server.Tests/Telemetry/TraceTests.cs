using System.Text.Json.Nodes;
using Respite.Server.Tests.Api;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.Telemetry;

public sealed class TraceTests : IAsyncLifetime
{
    private TraceCollector collector = null!;

    public async ValueTask InitializeAsync() => collector = await TraceCollector.StartAsync();

    public ValueTask DisposeAsync() => collector.DisposeAsync();

    [Fact]
    public async Task A_maintenance_is_one_trace_with_its_phases_and_each_move_with_its_calls()
    {
        string id;
        await using (var served = await StartAsync("0.5"))
        {
            id = (await served.DrainAsync([], "in_maintenance")).GetProperty("id").GetString()!;
            await served.PostAsync($"/v1/maintenances/{id}/return", []);
            await served.UntilAsync(id, "completed");
        }
        var (root, ours) = TraceOf(id);
        var phases = ours.Where(span => span.Parent == root.Id).Select(span => span.Name).ToList();
        foreach (var name in new[] { "plan", "cordon", "drain", "verify", "in maintenance", "return", "move vm-1", "move vm-2", "maintenance completed" })
            phases.ShouldContain(name);
        var move = ours.Single(span => span.Name == "move vm-1");
        ours.Where(span => span.Parent == move.Id).Select(span => span.Name).ShouldContain(name => name.StartsWith("Nova: POST", StringComparison.Ordinal));
        var drain = ours.Single(span => span.Name == "drain");
        (move.Start >= drain.Start.AddMilliseconds(-1) && move.End <= drain.End.AddSeconds(1) && move.End > move.Start).ShouldBeTrue($"{drain} {move}");
        var plan = ours.Single(span => span.Name == "plan");
        ours.Count(span => span.Parent == plan.Id).ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Whatever_it_has_the_cloud_do_is_in_its_trace()
    {
        var changes = new List<string>();
        string id;
        await using (var served = await StartAsync("0.5"))
        {
            id = (await served.DrainAsync([], "in_maintenance")).GetProperty("id").GetString()!;
            served.Cloud.SetEnabled(ServedCloud.Host, enabled: true);
            while (served.Cloud.Host(ServedCloud.Host).Enabled)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            await served.PostAsync($"/v1/maintenances/{id}/return", []);
            await served.UntilAsync(id, "completed");
            changes.AddRange(served.Cloud.History.Where(h => h.Method != "GET" && !h.Path.Contains("/auth/tokens", StringComparison.Ordinal)).Select(h => h.Method));
        }
        var (_, ours) = TraceOf(id);
        var calls = ours.Where(span => span.Name.StartsWith("Nova: ", StringComparison.Ordinal) && !span.Name.StartsWith("Nova: GET", StringComparison.Ordinal)).ToList();
        calls.Select(span => span.Name.Split(' ')[1]).Order().ShouldBe(changes.Order());
        calls.Select(span => ours.Single(other => other.Id == span.Parent).Name).Distinct().Order().ShouldBe(["cordon again", "cordon step", "move vm-1", "move vm-2", "return step"]);
        foreach (var step in (string[])["cordon step", "verify step", "return step"])
            ours.ShouldContain(span => span.Name.StartsWith("Placement: GET", StringComparison.Ordinal) && ours.Single(other => other.Id == span.Parent).Name == step, step);
    }

    [Fact]
    public async Task A_trace_goes_on_after_a_restart()
    {
        string id;
        await using (var served = await StartAsync("40"))
        {
            id = (await served.PostAsync("/v1/maintenances", new JsonObject { ["host"] = ServedCloud.Host })).GetProperty("id").GetString()!;
            while ((await served.FiguresAsync()).GetValueOrDefault("respite_open_moves{state=\"running\"}") < 1)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            await served.RestartAsync();
            await served.UntilAsync(id, "in_maintenance");
        }
        var (root, ours) = TraceOf(id);
        ours.Single(span => span.Name == "verify").Parent.ShouldBe(root.Id);
        ours.Count(span => span.Name == "move vm-1").ShouldBe(2, "one of each process");
    }

    [Fact]
    public async Task A_move_that_fails_is_an_error_in_its_trace()
    {
        string id;
        await using (var served = await ServedCloud.StartAsync(
            cloud => cloud.AddInstance(new InstanceSpec("vm-1") { Host = ServedCloud.Host, Metadata = new Dictionary<string, string> { ["lab_mode"] = "failmig" } }),
            configure: options => options with { OtlpEndpoint = collector.Url }))
            id = (await served.DrainAsync(new JsonObject { ["max_attempts"] = 1 }, "blocked")).GetProperty("id").GetString()!;
        TraceOf(id).Spans.Single(span => span.Name == "move vm-1").Failed.ShouldBeTrue();
    }

    /// <summary>The one span without a parent, and all that lie below it. (Other tests' servers in this process are heard as well.)</summary>
    private (Span Root, IReadOnlyList<Span> Spans) TraceOf(string id)
    {
        var root = collector.Spans.Where(span => span.Maintenance == id && span.Parent.Length == 0).ShouldHaveSingleItem();
        var ours = collector.Spans.Where(span => span.Trace == root.Trace || span.Maintenance == id).ToList();
        root.Name.ShouldBe($"maintenance {ServedCloud.Host}");
        ours.ShouldAllBe(span => span.Trace == root.Trace);
        ours.Where(span => span != root).ShouldAllBe(span => ours.Any(other => other.Id == span.Parent));
        return (root, ours);
    }

    private Task<ServedCloud> StartAsync(string seconds) => ServedCloud.StartAsync(
        cloud =>
        {
            foreach (var name in new[] { "vm-1", "vm-2" })
                cloud.AddInstance(new InstanceSpec(name) { Host = ServedCloud.Host, Metadata = new Dictionary<string, string> { ["lab_lm_seconds"] = seconds } });
        },
        configure: options => options with { OtlpEndpoint = collector.Url });
}

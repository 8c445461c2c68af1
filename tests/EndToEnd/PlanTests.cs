using System.Text.Json;
using Respite.Simulator.Building;

namespace Respite.EndToEnd.Tests;

public sealed class PlanTests
{
    [Fact]
    public async Task An_explanation_says_for_each_host_of_the_cloud_why_the_instance_may_or_may_not_go_there()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 1, others: 3);
        folder.Cloud.Build.AddHost(new HostSpec("compute-08") { Zone = "elsewhere" });
        folder.Cloud.Build.AddHost(new HostSpec("compute-09") { Enabled = false, DisabledReason = "new fans" });
        var plan = await folder.RunAsync("plan", "compute-01", "--explain", "vm-01-01", "-f", "json");
        plan.ExitCode.ShouldBe(0, plan.Errors);
        var explanation = JsonDocument.Parse(plan.Output).RootElement.GetProperty("explanation");
        explanation.GetProperty("allowed").EnumerateArray().Select(h => h.GetString()).ShouldBe(["compute-02", "compute-03", "compute-04"]);
        explanation.GetProperty("allowed").EnumerateArray().Select(h => h.GetString()).ShouldContain(explanation.GetProperty("planned").GetString());
        var refused = explanation.GetProperty("refused").EnumerateArray()
            .ToDictionary(r => r.GetProperty("rule").GetString()! + " " + r.GetProperty("hosts")[0], r => r.GetProperty("reason").GetString()!);
        refused["zone compute-08"].ShouldContain("elsewhere");
        refused["host compute-09"].ShouldContain("new fans");
        refused.Keys.ShouldContain("host compute-01");
    }

    [Fact]
    public async Task An_instance_that_is_not_there_is_told_which_are()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 1);
        var plan = await folder.RunAsync("plan", "compute-01", "--explain", "vm-99");
        plan.ExitCode.ShouldBe(1);
        plan.Errors.ShouldContain("compute-01 has no instance vm-99, or several of that name; its instances: vm-01-01");
    }
}

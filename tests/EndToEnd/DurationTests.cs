using System.Text.Json;

namespace Respite.EndToEnd.Tests;

public sealed class DurationTests
{
    [Fact]
    public async Task The_next_plan_knows_how_long_the_migrations_of_the_last_drain_lasted()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 8, drained: 2);
        var before = await PlanAsync(folder);
        before.GetProperty("duration").GetProperty("basis").GetString()!.ShouldContain("too few");
        before.GetProperty("moves").EnumerateArray().ShouldAllBe(move => move.GetProperty("estimated_seconds").GetInt32() > 0);

        (await folder.RunAsync("drain", "compute-01")).ExitCode.ShouldBe(0);

        var duration = (await PlanAsync(folder)).GetProperty("duration");
        duration.GetProperty("basis").GetString().ShouldBe("as 6 live migrations on this cloud lasted");
        duration.GetProperty("seconds").GetInt32().ShouldBeGreaterThanOrEqualTo(duration.GetProperty("at_least_seconds").GetInt32());
    }

    private static async Task<JsonElement> PlanAsync(CloudFolder folder) =>
        JsonDocument.Parse((await folder.RunAsync("plan", "compute-02", "-f", "json")).Output).RootElement;
}

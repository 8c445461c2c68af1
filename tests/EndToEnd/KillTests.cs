namespace Respite.EndToEnd.Tests;

/// <summary>The process dies by SIGKILL, again and again; run again, it goes on where it stopped.</summary>
public sealed class KillTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_drain_killed_at_any_moment_completes_and_moves_no_instance_twice(int seed)
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 9);
        var random = new Random(seed);
        Outcome? end = null;
        for (var kill = 0; kill < 5 && end is null; kill++)
        {
            // The journal's lines tell how far it is: killed after a few more of them, anywhere from the plan to the last confirmation.
            using var drain = folder.Start("drain", "compute-01");
            if (await drain.SaysAsync(random.Next(3, 12)))
                await drain.KillAsync();
            else
                end = await drain.EndAsync();
        }
        end ??= await folder.RunAsync("drain", "compute-01");
        // A kill may have come just after the end.
        (end.ExitCode == 0 || end.Errors.Contains("already in maintenance", StringComparison.Ordinal)).ShouldBeTrue(end.Errors + end.Output);

        folder.Cloud.Instances.ShouldAllBe(i => i.Host != "compute-01");
        folder.Cloud.Migrations.GroupBy(m => m.Instance.Id).ShouldAllBe(g => g.Count() == 1);
        folder.Cloud.ConcurrentMigrations().ShouldBeEmpty();
        folder.Cloud.Host("compute-01").Enabled.ShouldBeFalse();
        (await folder.RunAsync("return", "compute-01")).ExitCode.ShouldBe(0);
        folder.Cloud.Host("compute-01").Enabled.ShouldBeTrue();
    }
}

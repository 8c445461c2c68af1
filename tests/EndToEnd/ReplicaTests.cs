using System.Globalization;
using Respite.Tests.Shared;

namespace Respite.EndToEnd.Tests;

/// <summary>Several replicas share the work: one that dies, or stands still past its lease, costs time and nothing else.</summary>
public sealed class ReplicaTests(PostgresServer postgres)
{
    /// <summary>RESPITE_KILLS sets how often a replica is killed; 200 takes half an hour.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("RESPITE_KILLS") ?? "6", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Replicas_killed_at_random_lose_nothing_and_move_no_instance_twice()
    {
        var hosts = Math.Max(4, Math.Min(50, Kills / 4));
        await using var folder = await CloudFolder.CreateAsync(instances: 4, drained: hosts, others: hosts + 4);
        using var replicas = await Replicas.StartAsync(folder, postgres, 3);
        var random = new Random(7);
        await DrainAllAsync(replicas, hosts);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(100, 1500), TestContext.Current.CancellationToken);
            var victim = random.Next(replicas.Count);
            await replicas[victim].KillAsync();
            await replicas.StartAsync(victim);
        }
        await AllInMaintenanceAsync(folder, replicas, hosts);
    }

    [Fact]
    public async Task A_replica_that_stood_still_past_its_lease_moves_nothing_again()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 6, drained: 3);
        using var replicas = await Replicas.StartAsync(folder, postgres, 2);
        await DrainAllAsync(replicas, 3);
        await Signals.StopAsync(replicas[0].Id);
        await AllInMaintenanceAsync(folder, replicas, 3, ask: 1);
        await Signals.ContinueAsync(replicas[0].Id);
        (await replicas.AskAsync(0, "return", "compute-01", "--wait")).ExitCode.ShouldBe(0);
        folder.Cloud.Migrations.GroupBy(m => m.Instance.Id).ShouldAllBe(g => g.Count() == 1);
        folder.Cloud.Host("compute-01").Enabled.ShouldBeTrue();
    }

    private static async Task DrainAllAsync(Replicas replicas, int hosts)
    {
        string[] names = [.. Enumerable.Range(1, hosts).Select(host => $"compute-{host:00}")];
        var accepted = await replicas.AskAsync(0, ["drain", .. names]);
        accepted.ExitCode.ShouldBe(0, accepted.Errors);
    }

    private static async Task AllInMaintenanceAsync(CloudFolder folder, Replicas replicas, int hosts, int ask = 0)
    {
        var watched = await replicas.AskAsync(ask, "watch", "--timeout", "300");
        watched.ExitCode.ShouldBe(0, watched.Errors);
        for (var host = 1; host <= hosts; host++)
        {
            folder.Cloud.Instances.ShouldAllBe(i => i.Host != $"compute-{host:00}");
            folder.Cloud.Host($"compute-{host:00}").Enabled.ShouldBeFalse();
        }
        folder.Cloud.Migrations.GroupBy(m => m.Instance.Id).ShouldAllBe(g => g.Count() == 1);
        folder.Cloud.ConcurrentMigrations().ShouldBeEmpty();
    }
}

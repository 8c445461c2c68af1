using System.Globalization;
using Respite.Tests.Shared;

namespace Respite.EndToEnd.Tests;

/// <summary>Several replicas share the work: what befalls one of them, or the database, costs time and nothing else.</summary>
public sealed class ReplicaTests(PostgresServer postgres)
{
    /// <summary>RESPITE_KILLS sets how often a replica is killed; 200 takes half an hour.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("RESPITE_KILLS") ?? "6", CultureInfo.InvariantCulture);

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Replicas_killed_at_random_while_the_cloud_fails_lose_nothing_and_move_no_instance_twice()
    {
        var hosts = Math.Max(4, Math.Min(50, Kills / 4));
        await using var folder = await CloudFolder.CreateAsync(instances: 6, speed: 0.5, drained: hosts, others: hosts + 4);
        using var replicas = await Replicas.StartAsync(folder, postgres, 3);
        var random = new Random(7);
        var trouble = new Trouble(folder.Cloud, random);
        await DrainAllAsync(folder, replicas, hosts);
        var midway = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            midway += folder.Cloud.Instances.Any(i => folder.Cloud.Host(i.Host!) is { Enabled: false }) ? 1 : 0;
            await Task.Delay(random.Next(100, 1500), TestContext.Current.CancellationToken);
            trouble.Make();
            var victim = random.Next(replicas.Count);
            await replicas[victim].KillAsync();
            await replicas.StartAsync(victim);
        }
        trouble.End();
        midway.ShouldBeGreaterThan(Kills / 2, "most kills came too late to disturb anything");
        await AllInMaintenanceAsync(folder, replicas, hosts);
        TestContext.Current.TestOutputHelper!.WriteLine($"{Kills} kills, {midway} before all had left, {hosts} hosts, {folder.Cloud.Migrations.Count} migrations of {folder.Cloud.Instances.Count} instances");
    }

    [Fact]
    public async Task What_a_killed_replica_held_another_takes_over_when_its_lease_ends()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 9, drained: 4, others: 6);
        using var replicas = await Replicas.StartAsync(folder, postgres, 2);
        await DrainAllAsync(folder, replicas, 4);
        var held = await replicas.HeldAsync(atLeast: 2);
        await replicas[0].KillAsync();
        var survivor = await replicas.OnlyHolderAsync(within: Lease + TimeSpan.FromSeconds(1));
        held.ShouldContain(survivor);
        await AllInMaintenanceAsync(folder, replicas, 4, ask: 1);
    }

    [Fact]
    public async Task A_database_that_crashes_and_comes_back_costs_time_only()
    {
        await using var own = new PostgresServer();
        await using var folder = await CloudFolder.CreateAsync(instances: 6, drained: 3);
        using var replicas = await Replicas.StartAsync(folder, own, 2);
        await DrainAllAsync(folder, replicas, 3);
        for (var restart = 0; restart < 3; restart++)
        {
            var moved = folder.Cloud.Migrations.Count;
            await Until.TrueAsync(() => folder.Cloud.Migrations.Count > moved || folder.Cloud.Migrations.Count == 18);
            await own.RestartAsync(away: TimeSpan.FromSeconds(1));
        }
        await AllInMaintenanceAsync(folder, replicas, 3);
    }

    [Fact]
    public async Task A_replica_that_stood_still_past_its_lease_moves_nothing_again()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 6, drained: 3);
        using var replicas = await Replicas.StartAsync(folder, postgres, 2);
        await DrainAllAsync(folder, replicas, 3);
        await Signals.StopAsync(replicas[0].Id);
        await AllInMaintenanceAsync(folder, replicas, 3, ask: 1);
        await Signals.ContinueAsync(replicas[0].Id);
        (await replicas.AskAsync(0, "return", "compute-01", "--wait")).ExitCode.ShouldBe(0);
        folder.Cloud.Migrations.GroupBy(m => m.Instance.Id).ShouldAllBe(g => g.Count() == 1);
        folder.Cloud.Host("compute-01").Enabled.ShouldBeTrue();
    }

    private static async Task DrainAllAsync(CloudFolder folder, Replicas replicas, int hosts)
    {
        var policy = Path.Combine(folder.Path, "policy.yaml");
        await File.WriteAllTextAsync(policy, Drained.Policy);
        string[] names = [.. Enumerable.Range(1, hosts).Select(host => $"compute-{host:00}")];
        var accepted = await replicas.AskAsync(0, ["drain", .. names, "--policy", policy]);
        accepted.ExitCode.ShouldBe(0, accepted.Errors);
    }

    private static async Task AllInMaintenanceAsync(CloudFolder folder, Replicas replicas, int hosts, int ask = 0)
    {
        var watched = await replicas.AskAsync(ask, "watch", "--timeout", "600");
        watched.ExitCode.ShouldBe(0, watched.Errors);
        Drained.ShouldHold(folder.Cloud, hosts);
    }
}

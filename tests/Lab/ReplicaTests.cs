using Respite.EndToEnd.Tests;
using Respite.Tests.Shared;

namespace Respite.Lab.Tests;

/// <summary>Three replicas on one PostgreSQL database drain a host of real Nova.</summary>
public sealed class ReplicaTests(LabCloud cloud, PostgresServer postgres)
{
    [LabFact]
    public async Task The_replica_that_drains_is_killed_and_another_goes_on()
    {
        await LabCloud.Reset();
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "8", "--prefix", "rep", "--flavor", "lab.tiny");
        var before = await cloud.Servers(HostUnderTest.Name);
        using var host = new HostUnderTest();
        using var replicas = await Replicas.StartAsync(host.Folder, "oslab", postgres, 3);

        // The two that are to go on start when the first one holds the drain.
        await Task.WhenAll(replicas[1].KillAsync(), replicas[2].KillAsync());
        var policy = host.Policy("max_moves_per_cloud: 2\nmax_moves_per_source: 2\n");
        var accepted = await replicas.AskAsync(0, "drain", HostUnderTest.Name, "--policy", policy);
        accepted.ExitCode.ShouldBe(0, accepted.Errors);
        await LabCloud.Until(async () => (await cloud.MigrationsFrom(HostUnderTest.Name)).Any(m => m.Status == "running"), "a migration that runs");
        await Task.WhenAll(replicas.StartAsync(1), replicas.StartAsync(2));
        await replicas[0].KillAsync();
        (await cloud.Servers(HostUnderTest.Name)).ShouldNotBeEmpty("it was to be killed before the drain had ended");

        var watched = await replicas.AskAsync(1, "watch", "--timeout", "300");
        watched.ExitCode.ShouldBe(0, watched.Errors);
        (await cloud.Servers(HostUnderTest.Name)).ShouldBeEmpty();
        (await cloud.Servers()).ShouldAllBe(s => s.Status == "ACTIVE" && s.TaskState == null);
        foreach (var server in before)
            (await cloud.Actions(server)).Except(["create"]).ShouldBe(["live-migration"], server.Name);
        (await cloud.MigrationsFrom(HostUnderTest.Name)).GroupBy(m => m.InstanceId).ShouldAllBe(g => g.Count() == 1);
        await LabCloud.Reset();
    }
}

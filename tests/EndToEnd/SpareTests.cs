using Respite.Simulator.Building;

namespace Respite.EndToEnd.Tests;

/// <summary>The unused host that takes a whole drained host.</summary>
public sealed class SpareTests
{
    private const string Spare = "compute-09";

    [Fact]
    public async Task A_spare_host_is_enabled_takes_everything_and_stays_enabled()
    {
        await using var folder = await WithSpareAsync(instances: 3);
        var drained = await folder.RunAsync("drain", "compute-01");
        drained.ExitCode.ShouldBe(0, drained.Errors);
        folder.Cloud.Instances.ShouldAllBe(instance => instance.Host == Spare);
        folder.Cloud.Host(Spare).Enabled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancel_before_anything_landed_there_disables_it_again()
    {
        await using var folder = await WithSpareAsync(instances: 0);
        folder.Cloud.Build.AddInstance(new InstanceSpec("stuckmig") { Host = "compute-01", Metadata = new Dictionary<string, string> { ["lab_mode"] = "stuckmig" } });
        using var server = folder.Serve();
        (await server.SaysAsync("http://127.0.0.1")).ShouldBeTrue();
        using var drain = folder.Start("drain", "compute-01", "--wait");
        (await drain.SaysAsync("stuckmig")).ShouldBeTrue();
        var cancelled = await folder.RunAsync("cancel", "compute-01", "--abort", "--wait");
        cancelled.ExitCode.ShouldBe(0, cancelled.Errors);
        folder.Cloud.Host(Spare).Enabled.ShouldBeFalse();
        folder.Cloud.Host(Spare).DisabledReason.ShouldBe("respite-spare: rack 4");
        folder.Cloud.Host("compute-01").Enabled.ShouldBeTrue();
    }

    private static async Task<CloudFolder> WithSpareAsync(int instances)
    {
        var folder = await CloudFolder.CreateAsync(instances);
        folder.Cloud.Build.AddHost(new HostSpec(Spare) { Enabled = false, DisabledReason = "respite-spare: rack 4" });
        return folder;
    }
}

namespace Respite.EndToEnd.Tests;

/// <summary>A host that returns takes instances only after one has come up on it, where the policy wants that.</summary>
public sealed class CanaryTests
{
    [Fact]
    public async Task A_canary_that_comes_up_is_deleted_and_the_host_is_back()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 1);
        (await DrainAsync(folder, vcpus: 1)).ExitCode.ShouldBe(0);
        var returned = await folder.RunAsync("return", "compute-01");
        returned.ExitCode.ShouldBe(0, returned.Errors);
        returned.Errors.ShouldContain("its canary came up");
        folder.Cloud.Host("compute-01").Enabled.ShouldBeTrue();
        folder.Changes.Count(c => c.StartsWith("POST", StringComparison.Ordinal) && c.EndsWith("/servers", StringComparison.Ordinal)).ShouldBe(1);
        folder.Changes.Last().ShouldStartWith("DELETE");
    }

    [Fact]
    public async Task A_canary_that_does_not_come_up_sends_the_host_back_to_maintenance()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 1);
        (await DrainAsync(folder, vcpus: 1000)).ExitCode.ShouldBe(0);
        var returned = await folder.RunAsync("return", "compute-01");
        returned.ExitCode.ShouldBe(1);
        returned.Errors.ShouldContain("its canary failed");
        folder.Cloud.Host("compute-01").Enabled.ShouldBeFalse();
        folder.Cloud.Host("compute-01").DisabledReason!.ShouldStartWith("respite: ");
    }

    private static Task<Outcome> DrainAsync(CloudFolder folder, int vcpus)
    {
        var flavor = folder.Cloud.Build.AddFlavor("canary", vcpus, 512, 1);
        var image = folder.Cloud.Build.AddImage("canary");
        var policy = Path.Combine(folder.Path, "policy.yaml");
        File.WriteAllText(policy, $"canary_flavor: {flavor.Id}\ncanary_image: {image.Id}\n");
        return folder.RunAsync("drain", "compute-01", "--policy", policy);
    }
}

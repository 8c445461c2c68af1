using Respite.Simulator.Building;

namespace Respite.EndToEnd.Tests;

/// <summary>What is wrong is said in one clear sentence, with its exit code, and nothing is lost or touched.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task An_unknown_host_is_named()
    {
        await using var folder = await CloudFolder.CreateAsync();
        var plan = await folder.RunAsync("plan", "compute-99");
        plan.ExitCode.ShouldBe(1);
        Sentence(plan).ShouldContain("Nova knows no compute host compute-99");
        (await folder.RunAsync("drain", "compute-99")).ExitCode.ShouldBe(1);
        folder.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bare_metal_host_is_refused()
    {
        await using var folder = await CloudFolder.CreateAsync();
        folder.Cloud.Build.AddHost(new HostSpec("ironic-01") { Nodes = 3 });
        var drain = await folder.RunAsync("drain", "ironic-01");
        drain.ExitCode.ShouldBe(3);
        drain.Errors.ShouldContain("Ironic");
        folder.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_cloud_is_refused_before_the_cordon_with_a_reason_for_each_instance()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 4);
        for (var host = 2; host <= 5; host++)
        {
            for (var i = 0; i < 15; i++)
                folder.Cloud.Build.AddInstance(new InstanceSpec($"fill-{host}-{i}") { Host = $"compute-{host:00}", Flavor = "m1.small" });
        }
        var plan = await folder.RunAsync("plan", "compute-01", "-f", "json");
        plan.ExitCode.ShouldBe(3);
        for (var i = 1; i <= 4; i++)
            plan.Output.ShouldContain(folder.Cloud.Instance($"vm-01-{i:00}").Id);
        var drain = await folder.RunAsync("drain", "compute-01");
        drain.ExitCode.ShouldBe(3);
        drain.Errors.ShouldContain("MEMORY_MB");
        folder.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_in_maintenance_is_not_drained_again()
    {
        await using var folder = await CloudFolder.CreateAsync(instances: 1);
        (await folder.RunAsync("drain", "compute-01")).ExitCode.ShouldBe(0);
        var again = await folder.RunAsync("drain", "compute-01");
        again.ExitCode.ShouldBe(1);
        Sentence(again).ShouldContain("already in maintenance");
    }

    [Fact]
    public async Task A_wrong_cloud_name_lists_those_that_are_known()
    {
        await using var folder = await CloudFolder.CreateAsync();
        var hosts = await RespiteProcess.RunAsync(folder.Path, "hosts", "--local", "--os-cloud", "nimbus");
        hosts.ExitCode.ShouldBe(1);
        Sentence(hosts).ShouldContain("simulated-demo");
    }

    [Fact]
    public async Task A_wrong_password_is_said_and_never_shown()
    {
        await using var folder = await CloudFolder.CreateAsync();
        var file = Path.Combine(folder.Path, "clouds.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(folder.Cloud.Password, "hunter2-expired", StringComparison.Ordinal));
        var hosts = await folder.RunAsync("hosts");
        hosts.ExitCode.ShouldBe(1);
        Sentence(hosts).ShouldContain("refuses the credentials");
        (hosts.Errors + hosts.Output).ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_cloud_that_is_too_old_is_told_both_ranges()
    {
        await using var folder = await CloudFolder.CreateAsync(computeMaximum: "2.60");
        var hosts = await folder.RunAsync("hosts");
        hosts.ExitCode.ShouldBe(1);
        Sentence(hosts).ShouldContain("2.1 to 2.60");
        Sentence(hosts).ShouldContain("2.72 to 2.104");
    }

    [Fact]
    public async Task A_member_is_told_that_it_takes_an_admin()
    {
        await using var folder = await CloudFolder.CreateAsync();
        var hosts = await RespiteProcess.RunAsync(folder.Path, "hosts", "--local", "--os-cloud", "simulated-demo");
        hosts.ExitCode.ShouldBe(1);
        Sentence(hosts).ShouldContain("Policy doesn't allow");
    }

    [Fact]
    public async Task A_damaged_state_file_is_named_and_kept()
    {
        await using var folder = await CloudFolder.CreateAsync();
        Directory.CreateDirectory(folder.StateDirectory);
        var file = Path.Combine(folder.StateDirectory, "respite.db");
        await File.WriteAllTextAsync(file, new string('x', 10_000));
        var hosts = await folder.RunAsync("hosts");
        hosts.ExitCode.ShouldBe(1);
        Sentence(hosts).ShouldContain(file);
        (await File.ReadAllTextAsync(file)).ShouldBe(new string('x', 10_000));
    }

    [Fact]
    public async Task A_state_directory_that_cannot_be_written_is_named()
    {
        await using var folder = await CloudFolder.CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "state"), "a file where the directory should be");
        var history = await folder.RunAsync("history");
        history.ExitCode.ShouldBe(1);
        Sentence(history).ShouldContain("cannot be written");
    }

    [Fact]
    public async Task A_second_process_on_the_same_state_is_refused()
    {
        await using var folder = await CloudFolder.CreateAsync();
        using var first = folder.Serve();
        (await first.SaysAsync("http://127.0.0.1")).ShouldBeTrue();
        using var second = folder.Serve();
        var ended = await second.EndAsync();
        ended.ExitCode.ShouldBe(1);
        Sentence(ended).ShouldContain("Another Respite process");
    }

    /// <summary>One line on stderr, and no stack trace anywhere.</summary>
    private static string Sentence(Outcome outcome)
    {
        outcome.Errors.ShouldNotContain("   at ");
        return outcome.Errors.Trim().Split('\n')[^1];
    }
}

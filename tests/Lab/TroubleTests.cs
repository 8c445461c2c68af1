namespace Respite.Lab.Tests;

/// <summary>What goes wrong in mid-drain, on the real Nova.</summary>
public sealed class TroubleTests(LabCloud cloud)
{
    private const string Short = "budget_base_seconds: 12\nbudget_seconds_per_gib: 0\nno_progress_seconds: 8\n";

    [LabFact]
    public async Task A_server_whose_migration_fails_is_tried_elsewhere_and_then_named()
    {
        using var host = await WithAsync("--count", "1", "--prefix", "failmig");
        var drain = await host.DrainAsync();
        drain.ExitCode.ShouldBe(4, drain.Errors);
        drain.Errors.ShouldContain("failmig-01");
        var tried = (await MigrationsAsync("failmig-01")).Select(m => m.Destination).ToList();
        tried.Count.ShouldBe(3);
        tried.Distinct().Count().ShouldBe(3);
    }

    [LabFact]
    public async Task A_destination_that_rejects_is_left_out()
    {
        using var host = await WithAsync("--count", "4", "--prefix", "rej");
        await LabCloud.Knobs("""{"reject_to": ["compute-02", "compute-03"]}""");
        var drain = await host.DrainAsync();
        drain.ExitCode.ShouldBe(0, drain.Errors);
        (await cloud.Servers()).ShouldAllBe(s => s.Host != HostUnderTest.Name && s.Host != "compute-02" && s.Host != "compute-03");
    }

    [LabFact]
    public async Task A_stuck_migration_is_aborted_and_at_last_a_person_is_asked()
    {
        using var host = await WithAsync("--count", "1", "--prefix", "stuckmig");
        var drain = await host.DrainAsync("--policy", host.Policy(Short + "ladder: [wait, abort, ask]\n"));
        drain.ExitCode.ShouldBe(4, drain.Errors);
        drain.Errors.ShouldContain("stuckmig-01");
        var migrations = await MigrationsAsync("stuckmig-01");
        migrations.Select(m => m.Status).Order().ShouldBe(["cancelled", "running"]);
        (await host.RunAsync("cancel", HostUnderTest.Name, "--abort")).ExitCode.ShouldBe(0);
    }

    [LabFact]
    public async Task A_stuck_migration_is_forced_where_the_policy_allows_downtime()
    {
        using var host = await WithAsync("--count", "1", "--prefix", "stuckmig");
        var drain = await host.DrainAsync("--policy", host.Policy(Short + "allow_downtime: true\nladder: [force_complete, ask]\n"));
        drain.ExitCode.ShouldBe(0, drain.Errors);
        (await MigrationsAsync("stuckmig-01")).Select(m => m.Status).ShouldBe(["completed"]);
    }

    [LabFact]
    public async Task A_stuck_migration_goes_cold_where_the_policy_allows_downtime()
    {
        using var host = await WithAsync("--count", "1", "--prefix", "stuckmig");
        var drain = await host.DrainAsync("--policy", host.Policy(Short + "allow_downtime: true\nladder: [cold_migrate, ask]\n"));
        drain.ExitCode.ShouldBe(0, drain.Errors);
        (await MigrationsAsync("stuckmig-01")).Select(m => m.Status).Order().ShouldBe(["cancelled", "confirmed"]);
        (await cloud.Servers()).Single().Status.ShouldBe("ACTIVE");
    }

    [LabFact]
    public async Task A_server_deleted_by_its_owner_counts_as_gone_and_one_that_is_still_built_is_moved()
    {
        using var host = await WithAsync("--count", "3", "--prefix", "gone", "--meta", "lab_lm_seconds=6");
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "0", "--building", "1", "--prefix", "late", "--flavor", "lab.tiny", "--meta", "lab_boot_seconds=8");
        using var drain = host.StartDrain();
        (await drain.SaysAsync("accepted by Nova")).ShouldBeTrue();
        var victim = (await cloud.Servers(HostUnderTest.Name)).First(s => s.Name.StartsWith("gone", StringComparison.Ordinal) && s.TaskState is null);
        await cloud.Api.Nova(HttpMethod.Delete, $"/servers/{victim.Id}");
        var ended = await drain.EndAsync();
        ended.ExitCode.ShouldBe(0, ended.Errors);
        ended.Errors.ShouldContain($"{victim.Name}: deleted meanwhile");
        var servers = await cloud.Servers();
        servers.Count.ShouldBe(3);
        servers.ShouldAllBe(s => s.Host != HostUnderTest.Name && s.Status == "ACTIVE");
    }

    [LabFact]
    public async Task Somebody_elses_migration_is_adopted()
    {
        using var host = await WithAsync("--count", "2", "--prefix", "own");
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "0", "--migrating", "1", "--prefix", "theirs", "--flavor", "lab.tiny", "--meta", "lab_lm_seconds=12");
        var drain = await host.DrainAsync();
        drain.ExitCode.ShouldBe(0, drain.Errors);
        drain.Errors.ShouldContain("started by somebody else");
        (await cloud.MigrationsFrom(HostUnderTest.Name)).GroupBy(m => m.InstanceId).ShouldAllBe(g => g.Count() == 1);
    }

    [LabFact]
    public async Task Killed_again_and_again_it_completes_and_moves_nothing_twice()
    {
        using var host = await WithAsync("--count", "5", "--shutoff", "2", "--prefix", "kill");
        var random = new Random(7);
        for (var kill = 0; kill < 4; kill++)
        {
            using var drain = host.StartDrain();
            if (!await drain.SaysAsync(random.Next(3, 9)))
                break;
            await drain.KillAsync();
        }
        var last = await host.DrainAsync();
        (last.ExitCode == 0 || last.Errors.Contains("already in maintenance", StringComparison.Ordinal)).ShouldBeTrue(last.Errors);
        var migrations = await cloud.MigrationsFrom(HostUnderTest.Name);
        migrations.Count.ShouldBe(7);
        migrations.GroupBy(m => m.InstanceId).ShouldAllBe(g => g.Count() == 1);
        (await cloud.Servers(HostUnderTest.Name)).ShouldBeEmpty();
    }

    [LabFact]
    public async Task A_full_cloud_is_refused_before_the_cordon()
    {
        // Two of these do not fit on one host of the lab.
        using var host = await WithAsync("--count", "1", "--prefix", "full", "--flavor", "lab.large");
        foreach (var other in new[] { "compute-02", "compute-03", "compute-04", "compute-05", "compute-06" })
            await LabCloud.Seed("--host", other, "--count", "1", "--prefix", "fill-" + other, "--flavor", "lab.large");
        var plan = await host.PlanAsync();
        plan.GetProperty("feasible").GetBoolean().ShouldBeFalse();
        plan.GetProperty("blockers").GetArrayLength().ShouldBe(1);
        var drain = await host.DrainAsync();
        drain.ExitCode.ShouldBe(3, drain.Errors);
        drain.Errors.ShouldContain("MEMORY_MB");
        (await ServiceAsync()).ShouldBe(("enabled", null));
    }

    [LabFact]
    public async Task A_host_that_was_disabled_before_keeps_its_operators_reason()
    {
        using var host = await WithAsync("--count", "1", "--prefix", "dis");
        var id = await ServiceIdAsync();
        await cloud.Api.Nova(HttpMethod.Put, "/os-services/" + id, """{"status":"disabled","disabled_reason":"operator: disk swap"}""");
        (await host.DrainAsync()).ExitCode.ShouldBe(0);
        (await ServiceAsync()).Reason.ShouldStartWith("respite: ");
        (await host.RunAsync("return", HostUnderTest.Name)).ExitCode.ShouldBe(0);
        (await ServiceAsync()).ShouldBe(("disabled", "operator: disk swap"));
    }

    private static async Task<HostUnderTest> WithAsync(params string[] seed)
    {
        await LabCloud.Reset();
        await LabCloud.Seed(["--host", HostUnderTest.Name, .. seed, .. seed.Contains("--flavor") ? Array.Empty<string>() : ["--flavor", "lab.tiny"]]);
        return new HostUnderTest();
    }

    private async Task<List<LabMigration>> MigrationsAsync(string server)
    {
        var id = (await cloud.Servers()).Single(s => s.Name == server).Id;
        return [.. (await cloud.MigrationsFrom(HostUnderTest.Name)).Where(m => m.InstanceId == id)];
    }

    private async Task<string> ServiceIdAsync() =>
        (await cloud.Api.Nova(HttpMethod.Get, $"/os-services?binary=nova-compute&host={HostUnderTest.Name}")).GetProperty("services")[0].GetProperty("id").GetString()!;

    private async Task<(string Status, string? Reason)> ServiceAsync()
    {
        var service = (await cloud.Api.Nova(HttpMethod.Get, $"/os-services?binary=nova-compute&host={HostUnderTest.Name}")).GetProperty("services")[0];
        return (service.GetProperty("status").GetString()!, service.GetProperty("disabled_reason").GetString());
    }
}

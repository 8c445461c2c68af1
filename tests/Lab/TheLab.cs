namespace Respite.Lab.Tests;

/// <summary>What the other tests take for granted.</summary>
public sealed class TheLab(LabCloud cloud)
{
    [LabFact]
    public async Task Six_computes_are_up_and_hold_twenty_servers_each()
    {
        var services = await cloud.Api.Nova(HttpMethod.Get, "/os-services?binary=nova-compute");
        services.GetProperty("services").EnumerateArray()
            .Count(s => s.GetProperty("state").GetString() == "up" && s.GetProperty("status").GetString() == "enabled")
            .ShouldBeGreaterThanOrEqualTo(6);
        int.Parse(LabScripts.Setting("LAB_VCPUS")).ShouldBeGreaterThanOrEqualTo(16, "bring the lab up with LAB_VCPUS=16");
    }

    [LabFact]
    public async Task A_host_can_be_given_twenty_servers_with_every_state_among_them()
    {
        await LabCloud.Reset();
        await LabCloud.Seed("--every-state", "compute-01");

        var servers = await cloud.Servers("compute-01");

        servers.Count.ShouldBe(20);
        servers.Select(s => s.Status).Distinct().ShouldBe(
            ["ACTIVE", "BUILD", "ERROR", "MIGRATING", "PAUSED", "RESCUE", "SHELVED", "SHUTOFF", "SOFT_DELETED", "SUSPENDED", "VERIFY_RESIZE"],
            ignoreOrder: true);
        await LabCloud.Reset();
    }
}

using Respite.OpenStack.Compute;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Tests.Live;

/// <summary>Reads only, on the lab's real cloud (lab/up), with RESPITE_LAB=1.</summary>
public sealed class LabTests
{
    [Fact]
    public async Task An_administrator_reads_all_that_a_plan_needs()
    {
        using var session = Session("oslab");
        (await session.Compute.VersionAsync()).ShouldBe(new Microversion(2, 93));
        var services = await session.Compute.Services.ListAsync(null);
        services.ShouldNotBeEmpty();
        var host = services[0].Host;
        (await session.Compute.Services.ListAsync(host)).ShouldHaveSingleItem().Host.ShouldBe(host);
        (await session.Compute.Servers.ListAsync(host).ToListAsync()).ShouldAllBe(s => s.Host == host);
        var hypervisor = (await session.Compute.Hypervisors.ListAsync().ToListAsync()).Single(h => h.Host == host);
        (await session.Placement.InventoriesAsync(hypervisor.Id)).Keys.ShouldContain("VCPU");
        (await session.Placement.TraitsAsync(hypervisor.Id)).ShouldContain("COMPUTE_NODE");
        (await session.Placement.SummariesAsync(new Dictionary<string, long> { ["VCPU"] = 1 })).ShouldNotBeEmpty();
        await session.Placement.AllocationsOfAsync(hypervisor.Id);
        await session.Compute.Migrations.ListAsync(new MigrationQuery { ChangesSince = DateTimeOffset.UtcNow.AddDays(-1) }).ToListAsync();
        await session.Compute.ServerGroups.ListAsync();
        await session.Compute.Aggregates.ListAsync();
        (await session.Network.AgentsAsync(host) ?? []).ShouldAllBe(a => a.Id.Length > 0);
        (await session.Compute.Servers.GetAsync("00000000-0000-0000-0000-000000000001")).ShouldBeNull();
        (await session.Identity.ValidateAsync("no-token-at-all")).ShouldBeNull();
    }

    [Fact]
    public async Task A_member_is_forbidden_in_Novas_words()
    {
        using var session = Session("oslab-demo");
        var e = await Should.ThrowAsync<OpenStackException>(() => session.Compute.Services.ListAsync(null));
        e.Error.ShouldBe(OpenStackError.Forbidden);
        e.Message.ShouldContain("Policy doesn't allow os_compute_api:os-services");
    }

    private static OpenStackSession Session(string cloud)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("RESPITE_LAB") == "1", "RESPITE_LAB=1 is not set");
        var state = Environment.GetEnvironmentVariable("OSLAB_STATE") ?? "/var/lib/oslab";
        var environment = new Dictionary<string, string> { ["OS_CLIENT_CONFIG_FILE"] = Path.Combine(state, "clouds.yaml") };
        return new OpenStackSession(CloudConfig.Load(cloud, environment, state));
    }
}

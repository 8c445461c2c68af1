using Respite.Server.Maintenances;
using Respite.Simulator.Building;

namespace Respite.Server.Tests.Execution;

/// <summary>A host that others know as taken out by a reason of their own.</summary>
public sealed class CordonReasonTests
{
    [Theory]
    [InlineData("watcher_maintaining", MaintenanceState.Completed, true)]
    [InlineData(null, MaintenanceState.InMaintenance, false)]
    public async Task Novas_enable_hands_it_back_and_any_other_host_is_cordoned_again(string? reason, MaintenanceState ends, bool enabled)
    {
        await using var replica = new VirtualReplica(build => build.AddInstance(new InstanceSpec("vm-1") { Host = VirtualReplica.Host }));
        replica.Begin(m => m with { CordonReason = reason });
        replica.RunUntil(m => m.State == MaintenanceState.InMaintenance, TimeSpan.FromHours(1));
        replica.Cloud.Host(VirtualReplica.Host).DisabledReason.ShouldBe(reason ?? "respite: maintenance m-1");
        replica.Cloud.SetEnabled(VirtualReplica.Host, enabled: true);
        replica.RunUntil(m => m.State == MaintenanceState.Completed, TimeSpan.FromMinutes(5)).State.ShouldBe(ends);
        replica.Cloud.Host(VirtualReplica.Host).Enabled.ShouldBe(enabled);
    }
}

using Respite.Server.Maintenances;
using Respite.Server.Tests.Execution;

namespace Respite.Server.Tests.Maintenances;

public sealed class HostModeTests
{
    [Theory]
    [InlineData(MaintenanceState.Planning, HostMode.Migrating)]
    [InlineData(MaintenanceState.Draining, HostMode.Migrating)]
    [InlineData(MaintenanceState.Paused, HostMode.Migrating)]
    [InlineData(MaintenanceState.Cancelling, HostMode.Migrating)]
    [InlineData(MaintenanceState.Blocked, HostMode.Error)]
    [InlineData(MaintenanceState.InMaintenance, HostMode.InMaintenance)]
    [InlineData(MaintenanceState.Returning, HostMode.InMaintenance)]
    [InlineData(MaintenanceState.Completed, HostMode.NotInMaintenance)]
    [InlineData(MaintenanceState.Cancelled, HostMode.NotInMaintenance)]
    [InlineData(MaintenanceState.Failed, HostMode.NotInMaintenance)]
    public void A_hosts_mode_follows_from_its_maintenance(MaintenanceState state, HostMode mode) => HostModes.Of(Some.Maintenance(state), Some.Now).ShouldBe(mode);

    [Fact]
    public void A_host_without_a_maintenance_is_in_service() => HostModes.Of(null, Some.Now).ShouldBe(HostMode.NotInMaintenance);
}

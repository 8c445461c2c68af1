using Respite.OpenStack.Compute;
using Respite.OpenStack.Session;
using Respite.Planning.Model;
using NovaServer = Respite.OpenStack.Compute.Server;

namespace Respite.Server.Inventory;

/// <summary>Nova's records as what planning and draining look at.</summary>
internal static class Views
{
    public static ServiceView Of(ComputeService service) =>
        new(service.Id, service.Status == "enabled", service.State == "up", service.DisabledReason);

    public static MigrationView Of(Migration migration) => new(
        migration.Id, migration.InstanceUuid, migration.MigrationType, migration.Status, migration.SourceCompute ?? "", migration.DestCompute)
    {
        Uuid = migration.Uuid,
        UpdatedAt = migration.UpdatedAt,
    };

    /// <param name="version">The compute API's, which tells what of it can be moved.</param>
    public static InstanceView Of(NovaServer server, Microversion version) => new(
        server.Id, server.Name, server.Status, server.TaskState, server.Host, server.Progress,
        [.. server.Addresses.SelectMany(n => n.Value.Select(a => $"{n.Key} {a.Address}")).Order(StringComparer.Ordinal)],
        Snapshot(server) with { ComputeMinor = version.Minor }) { Volumes = server.Volumes };

    private static InstanceSnapshot Snapshot(NovaServer server) => new()
    {
        Id = server.Id,
        Name = server.Name,
        Status = server.Status,
        TaskState = server.TaskState,
        PowerState = server.PowerState,
        Locked = server.Locked,
        ProjectId = server.ProjectId,
        Zone = server.AvailabilityZone,
        PinnedZone = server.PinnedAvailabilityZone,
        PinKnown = server.PinKnown,
        Resources = FlavorResources.Of(server.Flavor, volumeBacked: server.ImageId is null),
        MemoryMb = server.Flavor.RamMb,
        FlavorExtraSpecs = server.Flavor.ExtraSpecs,
        ImageProperties = server.ImageProperties,
        ImagePropertiesKnown = server.ImagePropertiesKnown,
        ImageId = server.ImageId,
        Metadata = server.Metadata,
        Tags = server.Tags,
    };
}

using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>The record of a move that begins: as planned, or of an instance that came late.</summary>
internal static class NewMove
{
    public static Move Of(string host, InstanceView instance, PlannedMove planned) => Of(host, instance) with
    {
        Kind = planned.Kind,
        Destination = planned.Destination,
        Reason = planned.Reason,
    };

    public static Move Of(string host, InstanceView instance) => new()
    {
        InstanceId = instance.Id,
        InstanceName = instance.Name,
        Kind = MoveKind.LiveMigrate,
        Status = instance.Status,
        Source = host,
        MemoryMb = (int)instance.Snapshot.MemoryMb,
        Resources = instance.Snapshot.Resources,
        ProjectId = instance.Snapshot.ProjectId ?? "",
        Zone = instance.Snapshot.Zone ?? "",
        GroupIds = instance.Snapshot.GroupIds,
        Addresses = instance.Addresses,
    };
}

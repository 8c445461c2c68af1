using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Moves;

/// <summary>The record of a move that begins: as planned, or of an instance that came late.</summary>
internal static class NewMove
{
    /// <remarks>
    /// Where a person is needed for what the state alone does not show (a server group that Nova cannot move),
    /// the move has given up before it begins; resume tries it all the same.
    /// </remarks>
    public static Move Of(string host, InstanceView instance, PlannedMove planned, DrainPolicy policy)
    {
        var move = Of(host, instance) with { Kind = planned.Kind, Destination = planned.Destination, Reason = planned.Reason };
        return planned.NeedsPerson && InstanceStates.Decide(instance.Snapshot, policy).Verdict == StateVerdict.Move
            ? MoveDecider.GiveUp(move, planned.Reason)
            : move;
    }

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
        Attachments = instance.Snapshot.Attachments,
        Addresses = instance.Addresses,
    };
}

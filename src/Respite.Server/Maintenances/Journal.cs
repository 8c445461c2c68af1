namespace Respite.Server.Maintenances;

/// <summary>Derives the journal from what a step has changed, so that nothing happens unrecorded and nothing is recorded twice.</summary>
public static class Journal
{
    public static IEnumerable<JournalEvent> Of(Maintenance? before, Maintenance after, DateTimeOffset now)
    {
        if (before is null)
            yield return Line(after, now, "maintenance.created", Because($"maintenance of {after.Host} asked for by {after.CreatedBy}{When(after)}", after.Reason));
        else if (before.State != after.State)
            yield return Line(after, now, "maintenance.state", $"{Words(after.State)}: {after.StateReason}");
        else if (after.State == MaintenanceState.Blocked && before.StateReason != after.StateReason)
            yield return Line(after, now, "maintenance.state", $"still {Words(after.State)}: {after.StateReason}");
        foreach (var fault in after.Faults.Skip(before?.Faults.Count ?? 0))
            yield return Line(after, now, "maintenance.fault", fault);
    }

    public static IEnumerable<JournalEvent> PlanOf(Maintenance before, Maintenance after, DateTimeOffset now)
    {
        if (before.Plan is null && after.Plan is { } plan)
            yield return Line(after, now, "plan.made", PlanWords(plan));
    }

    public static IEnumerable<JournalEvent> Of(Maintenance maintenance, Move? before, Move after, DateTimeOffset now)
    {
        if (before?.State == after.State && (before.RungUnderWay == after.RungUnderWay || after.RungUnderWay is null))
            yield break;
        if (before is null && after.State == MoveState.Waiting && maintenance.State is MaintenanceState.Planning or MaintenanceState.Pending or MaintenanceState.Cordoning)
            yield break;
        var type = before is not null && before.State == after.State ? "move.ladder" : $"move.{Name(after.State)}";
        yield return Line(maintenance, now, type, MoveWords(before, after)) with
        {
            InstanceId = after.InstanceId,
            InstanceName = after.InstanceName,
        };
        if (after.Notify && Notice(after) is { } notice)
        {
            yield return Line(maintenance, now, "owner.notice", notice) with
            {
                InstanceId = after.InstanceId,
                InstanceName = after.InstanceName,
            };
        }
    }

    /// <summary>To the owner of an instance, who knows nothing of hosts.</summary>
    private static string? Notice(Move after) => after.State switch
    {
        MoveState.Submitting => $"{after.InstanceName} is moved to other hardware now ({Name(after.Kind)})",
        MoveState.Done => $"{after.InstanceName} has been moved to other hardware",
        MoveState.Retrying or MoveState.Failed => $"{after.InstanceName} has not been moved yet",
        _ => null,
    };

    public static JournalEvent Line(Maintenance maintenance, DateTimeOffset now, string type, string message) =>
        new(0, now, maintenance.Id, maintenance.Host, null, null, type, message);

    private static string MoveWords(Move? before, Move after) => after.State switch
    {
        MoveState.Submitting => $"{Name(after.Kind)}{To(after)}, attempt {after.Attempt}",
        MoveState.Running when before?.State == MoveState.Submitting => $"{Name(after.Kind)}{To(after)} accepted by Nova",
        MoveState.Done => $"done, {after.Reason}",
        MoveState.Waiting when before is null => "arrived on the host late; it is moved as well",
        _ => after.Reason,
    };

    private static string To(Move move) => move.Destination is { } host ? $" to {host}" : "";

    private static string PlanWords(Planning.Model.DrainPlan plan) => plan.Feasible
        ? $"{plan.Moves.Count} instances, method {Name(plan.Method)}{(plan.Blockers.Count > 0 ? $", {plan.Blockers.Count} in need of a person" : "")}"
        : $"refused, nothing was touched: {Planning.Model.Blocker.Words(plan.Blockers)}";

    private static string When(Maintenance maintenance) => Window.Words(maintenance) is { Length: > 0 } words ? $"; it {words}" : "";

    private static string Because(string what, string why) => why.Length > 0 ? $"{what}: {why}" : what;

    private static string Words(MaintenanceState state) => Name(state).Replace('_', ' ');

    private static string Name(Enum value) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

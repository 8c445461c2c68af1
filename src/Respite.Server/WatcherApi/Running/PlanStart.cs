using Respite.Planning.Model;
using Respite.Server.Execution.Hosts;
using Respite.Server.Execution;
using Respite.Server.Maintenances;
using Respite.Server.Plans;
using Respite.Server.Store;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Running;

/// <summary>Begins the maintenance of an action plan, once: its id is known beforehand.</summary>
internal sealed class PlanStart(IMaintenanceStore maintenances, StepWriter writer, JournalSignal signal, Worker worker, TimeProvider clock)
{
    /// <returns>The plan, as it is to be where it could not be started.</returns>
    public async Task<ActionPlan> RunAsync(ActionPlan plan)
    {
        var maintenance = Wanted(plan, clock.GetUtcNow());
        try
        {
            await maintenances.InsertAsync(maintenance, [.. Journal.Of(null, maintenance, maintenance.CreatedAt)]);
            signal.Raise();
            worker.Wake();
            return plan;
        }
        catch (HostBusyException)
        {
            return await maintenances.FindAsync(plan.MaintenanceId) is not null ? plan : await BusyAsync(plan, maintenance.Host);
        }
    }

    private async Task<ActionPlan> BusyAsync(ActionPlan plan, string host)
    {
        if (await maintenances.FindOpenAsync(host) is not { Maintenance: var open } stored)
            return plan;
        if (open.CordonReason is null)
            return Ended(plan, $"{host} already has an open maintenance ({open.Id}, {open.State}) that was not started by Watcher's API: end it first.");
        if (open.State is not MaintenanceState.Blocked)
            return open.State is MaintenanceState.InMaintenance or MaintenanceState.Returning or MaintenanceState.Cancelling
                ? plan with { StatusMessage = $"waits until maintenance {open.Id} of {host}, which is {open.State}, has ended" }
                : Ended(plan, $"{host} is being drained already, by maintenance {open.Id}.");
        // It waited for a person, who has now asked for the host again.
        var moves = await maintenances.MovesAsync(open.Id);
        var resumed = Commands.Resume(open, moves, [], clock.GetUtcNow());
        await writer.WriteAsync(stored, resumed.Maintenance, moves, resumed.Moves, TimeSpan.Zero, [.. resumed.Events]);
        worker.Wake();
        return plan with { MaintenanceId = open.Id };
    }

    private ActionPlan Ended(ActionPlan plan, string why)
    {
        var now = clock.GetUtcNow();
        return plan with
        {
            State = ActionPlanState.Failed,
            StatusMessage = why,
            UpdatedAt = now,
            Actions = [.. plan.Actions.Select(a => a.State == ActionState.Pending ? a with { State = ActionState.Cancelled, UpdatedAt = now } : a)],
        };
    }

    private static Maintenance Wanted(ActionPlan plan, DateTimeOffset now)
    {
        var intended = Without(plan.Plan!, plan.Actions.Where(a => a.State == ActionState.Skipped).Select(a => a.InstanceId).OfType<string>().ToHashSet(StringComparer.Ordinal));
        return new Maintenance
        {
            Id = plan.MaintenanceId,
            Host = intended.Plan.Host,
            Reason = $"action plan {plan.Id}",
            CordonReason = ActionList.DisabledReason,
            Policy = intended.Policy,
            PolicyName = intended.PolicyName,
            PlanId = intended.Id,
            Intended = intended,
            CreatedAt = now,
            UpdatedAt = now,
            StateSince = now,
            CreatedBy = plan.StartedBy,
            Metadata = new Dictionary<string, string> { ["watcher_action_plan"] = plan.Id },
        };
    }

    /// <summary>What the client has skipped stays on the host, by the operator's word.</summary>
    private static StoredPlan Without(StoredPlan stored, IReadOnlySet<string> skipped) => skipped.Count == 0 ? stored : stored with
    {
        Policy = stored.Policy with { Words = new Dictionary<string, Word>([.. stored.Policy.Words.Where(w => !skipped.Contains(w.Key)), .. skipped.Select(id => KeyValuePair.Create(id, Word.Skip))]) },
        Plan = stored.Plan with
        {
            Moves = [.. stored.Plan.Moves.Select(m => skipped.Contains(m.InstanceId) ? m with { Kind = MoveKind.Leave, Destination = null, NeedsPerson = false, Reason = "skipped by the user" } : m)],
        },
    };
}

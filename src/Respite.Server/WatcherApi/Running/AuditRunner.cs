using Respite.Server.Maintenances;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Running;

/// <summary>Runs the audits that are due. One that was under way when its replica ended is run again: it changes nothing.</summary>
internal sealed class AuditRunner(WatcherStore store, HostAudit hosts, JournalSignal signal, TimeProvider clock)
{
    /// <summary>So long another replica leaves it alone; the plan of a large cloud takes seconds.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async Task RunDueAsync(CancellationToken cancel)
    {
        foreach (var due in await store.DueAuditsAsync(clock.GetUtcNow()))
        {
            var now = clock.GetUtcNow();
            if (AuditSchedule.IsOver(due.Record, now))
                await store.UpdateAsync(due, due.Record with { State = AuditState.Succeeded, NextRunTime = null, UpdatedAt = now }, wakeAt: null);
            else if (due.Record with { State = AuditState.Ongoing, UpdatedAt = now } is var taken && await store.UpdateAsync(due, taken, now + Lease))
                await RunAsync(new Versioned<Audit>(taken, due.Version + 1), cancel);
        }
    }

    private async Task RunAsync(Versioned<Audit> taken, CancellationToken cancel)
    {
        var audit = taken.Record;
        AuditOutcome outcome;
        try
        {
            outcome = audit.Strategy == Strategy.Dummy ? Dummy(audit) : await hosts.RunAsync(audit, cancel);
        }
        catch (OperationCanceledException)
        {
            await store.UpdateAsync(taken, audit, clock.GetUtcNow());
            throw;
        }
        var now = clock.GetUtcNow();
        var plan = outcome.Plan is { } made ? made with { State = Beginning(audit, made), StartedBy = audit.CreatedBy } : null;
        var next = audit.Type == AuditType.Continuous ? AuditSchedule.After(audit.Interval!, now) : null;
        var older = plan is null ? [] : await store.PlansAsync(audit.Id);
        await store.ConcludeAsync(
            taken,
            audit with
            {
                State = next is not null ? AuditState.Ongoing : plan is null ? AuditState.Failed : AuditState.Succeeded,
                StatusMessage = outcome.Words,
                NextRunTime = next,
                UpdatedAt = now,
            },
            next,
            plan,
            OlderPlans.Replaced(older, now),
            OlderPlans.Forgotten(older));
        signal.Raise();
    }

    private static ActionPlanState Beginning(Audit audit, ActionPlan made) =>
        made.Actions.Count == 0 ? ActionPlanState.Succeeded : audit.AutoTrigger ? ActionPlanState.Pending : ActionPlanState.Recommended;

    private AuditOutcome Dummy(Audit audit)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString();
        return new(new ActionPlan { Id = id, AuditId = audit.Id, Strategy = audit.Strategy, Actions = DummyRun.Actions(id, audit.Parameters), CreatedAt = now }, null);
    }
}

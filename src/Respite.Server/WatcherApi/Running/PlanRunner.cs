using Microsoft.Extensions.Logging;
using Respite.Server.Execution;
using Respite.Server.Execution.Hosts;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Running;

/// <summary>
/// Takes each open action plan one step further: begins its maintenance, calls it off, or copies how far that has come. Any replica may do so
/// at any time, and after a crash the next one goes on.
/// </summary>
internal sealed partial class PlanRunner(
    WatcherStore store, IMaintenanceStore maintenances, PlanStart start, StepWriter writer, Worker worker, TimeProvider clock, ILogger<PlanRunner> log)
{
    public async Task FollowAsync(CancellationToken cancel)
    {
        foreach (var open in await store.OpenPlansAsync())
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                await FollowAsync(open);
            }
            catch (StaleWriteException)
            {
                // The engine has written the maintenance meanwhile: the next look decides again.
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The others go on.
                LogFault(e, open.Record.Id);
            }
        }
    }

    private async Task FollowAsync(Versioned<ActionPlan> found)
    {
        var plan = found.Record;
        if (plan.Plan is null)
        {
            await WriteAsync(found, DummyRun.Next(plan, clock.GetUtcNow()));
            return;
        }
        if (plan.State == ActionPlanState.Pending)
        {
            // The intent before the act: from here on a client cancels the maintenance, and not only the plan.
            plan = plan with { State = ActionPlanState.Ongoing, UpdatedAt = clock.GetUtcNow() };
            if (!await store.UpdateAsync(found, plan))
                return;
            found = new Versioned<ActionPlan>(plan, found.Version + 1);
        }
        if (await maintenances.FindAsync(plan.MaintenanceId) is not { } stored)
        {
            await WriteAsync(found, await start.RunAsync(plan));
            return;
        }
        var moves = await maintenances.MovesAsync(stored.Maintenance.Id);
        if (plan.State == ActionPlanState.Cancelling && stored.Maintenance.State != MaintenanceState.Cancelling)
            stored = await CancelAsync(stored, moves);
        await WriteAsync(found, PlanProgress.Of(plan, stored.Maintenance, moves, clock.GetUtcNow()));
    }

    /// <summary>Aborts what runs, as Watcher does. One that has arrived meanwhile has arrived.</summary>
    private async Task<StoredMaintenance> CancelAsync(StoredMaintenance stored, IReadOnlyList<Move> moves)
    {
        if (Commands.Cancel(stored.Maintenance, abort: true, clock.GetUtcNow()) is not { Refusal: null } cancelled)
            return stored;
        stored = await writer.WriteAsync(stored, cancelled.Maintenance, moves, cancelled.Moves, TimeSpan.Zero, [.. cancelled.Events]);
        worker.Wake();
        return stored;
    }

    private async Task WriteAsync(Versioned<ActionPlan> found, ActionPlan plan)
    {
        if (plan != found.Record)
            await store.UpdateAsync(found, plan);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Action plan {Plan} cannot be taken further at present; it is tried again")]
    private partial void LogFault(Exception e, string plan);
}

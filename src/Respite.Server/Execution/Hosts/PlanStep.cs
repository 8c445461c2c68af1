using Respite.Planning.Model;
using Respite.Server.Execution.Moves;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.Telemetry.Tracing;

namespace Respite.Server.Execution.Hosts;

/// <summary>Plans the drain. Touches nothing; a plan that is not feasible ends the maintenance as refused.</summary>
internal sealed class PlanStep(PlanMaker plans, StepWriter writer, TimeProvider clock) : IDisposable
{
    /// <summary>One plan is made and recorded at a time: the next counts what it has promised.</summary>
    private readonly SemaphoreSlim turn = new(1);

    public async Task RunAsync(StoredMaintenance stored, CancellationToken cancel)
    {
        if (await IsOutsideWindowAsync(stored, clock.GetUtcNow()))
            return;
        if (stored.Maintenance.State == MaintenanceState.Pending)
            stored = await writer.WriteAsync(stored, stored.Maintenance.To(MaintenanceState.Planning, "reading the cloud", clock.GetUtcNow()), TimeSpan.Zero);
        var m = stored.Maintenance;
        using var span = Traces.Live(m, "plan");
        try
        {
            var look = await plans.LookAsync(m.Host, m.Policy, m.DrainedWith, m.Id, cancel);
            await turn.WaitAsync(cancel);
            try
            {
                await DecideAsync(stored, look);
            }
            finally
            {
                turn.Release();
            }
        }
        catch (HostUnfitException e)
        {
            await RefuseAsync(stored, e.Message);
        }
    }

    private async Task DecideAsync(StoredMaintenance stored, CloudLook look)
    {
        if (stored.Maintenance.Intended is not { } intended)
            await WriteAsync(stored, await plans.MakeAsync(look));
        else if (await plans.HoldAsync(intended, look) is var (made, changes) && changes.Count == 0)
            await WriteAsync(stored, made);
        else
            await RefuseAsync(stored, $"refused, nothing was touched: the stored plan holds no more: {string.Join("; ", changes)}");
    }

    public void Dispose() => turn.Dispose();

    /// <summary>Waits for the window to open, or ends what has not begun when it closed.</summary>
    private async Task<bool> IsOutsideWindowAsync(StoredMaintenance stored, DateTimeOffset now)
    {
        var m = stored.Maintenance;
        if (Window.IsYetToOpen(m, now))
            await writer.WriteAsync(stored, m with { StateReason = Window.Words(m) }, m.NotBefore!.Value - now);
        else if (Window.HasClosed(m, now))
            await writer.WriteAsync(stored, m.To(MaintenanceState.Failed, $"it has not begun, nothing was touched: {Window.Ended(m)}", now), TimeSpan.Zero);
        else
            return false;
        return true;
    }

    private Task<StoredMaintenance> RefuseAsync(StoredMaintenance stored, string why) =>
        writer.WriteAsync(stored, stored.Maintenance.To(MaintenanceState.Failed, why, clock.GetUtcNow()) with { Refused = true }, TimeSpan.Zero);

    private Task<StoredMaintenance> WriteAsync(StoredMaintenance stored, MadePlan made)
    {
        var now = clock.GetUtcNow();
        var m = stored.Maintenance with { Plan = made.Plan };
        if (!made.Plan.Feasible)
        {
            var why = Blocker.Words(made.Plan.Blockers.Where(b => b.Kind != BlockerKind.NeedsPerson));
            return writer.WriteAsync(stored, m.To(MaintenanceState.Failed, $"refused, nothing was touched: {why}", now) with { Refused = true }, TimeSpan.Zero);
        }
        m = m.To(MaintenanceState.Cordoning, "disabling the service", now) with
        {
            Original = CordonWords.Found(made.Service, m),
            Intended = null,
        };
        var instances = made.Instances.ToDictionary(i => i.Id, StringComparer.Ordinal);
        var moves = made.Plan.Moves.Select(p => NewMove.Of(m.Host, instances[p.InstanceId], p, m.Policy)).ToList();
        return writer.WriteAsync(stored, m, [], moves, TimeSpan.Zero);
    }
}

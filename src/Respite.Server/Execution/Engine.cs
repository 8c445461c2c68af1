using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Respite.OpenStack.Session;
using Respite.Server.Execution.Hosts;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.Telemetry;
using Respite.Server.Telemetry.Metrics;
using Respite.Server.Telemetry.Tracing;

namespace Respite.Server.Execution;

/// <summary>
/// Claims the maintenances that are due and takes each one step further: observe, decide, record, act. Remembers nothing
/// that matters: after a crash the next engine observes and goes on.
/// </summary>
internal sealed partial class Engine
{
    /// <summary>A replica that has not come back to its maintenance within this has lost it.</summary>
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan CloudAway = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (Task Step, Lease Lease)> underWay = new(StringComparer.Ordinal);
    private readonly IMaintenanceStore store;
    private readonly Steps steps;
    private readonly Instruments instruments;
    private readonly TimeProvider clock;
    private readonly ILogger<Engine> log;

    public Engine(IMaintenanceStore store, Steps steps, Instruments instruments, TimeProvider clock, ILogger<Engine> log)
    {
        (this.store, this.steps, this.instruments, this.clock, this.log) = (store, steps, instruments, clock, log);
        instruments.ObserveLeaseAge(() => underWay.Values.Select(step => clock.GetElapsedTime(step.Lease.Since).TotalSeconds).DefaultIfEmpty().Max());
    }

    /// <summary>This replica, in the leases that it holds.</summary>
    public string Owner { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Raised when a step has ended, as its maintenance may be due again.</summary>
    public event Action? StepEnded;

    /// <summary>Takes every due maintenance one step further and waits for all of them.</summary>
    public async Task RunDueAsync(CancellationToken cancel)
    {
        await StartDueAsync(cancel);
        await DrainAsync();
    }

    /// <summary>Waits for the steps that are under way.</summary>
    public Task DrainAsync() => Task.WhenAll(underWay.Values.Select(step => step.Step));

    /// <summary>Waits for the steps that are under way, and lets another replica go on.</summary>
    public async Task HandOverAsync()
    {
        await DrainAsync();
        await store.ReleaseAsync(Owner);
    }

    /// <summary>In what time something is due next that is not under way already.</summary>
    public Task<TimeSpan?> NextDueInAsync() => store.NextDueInAsync(clock.GetUtcNow(), [.. underWay.Keys]);

    /// <summary>Starts a step of every due maintenance that has none under way; a slow one holds up no other.</summary>
    public async Task StartDueAsync(CancellationToken cancel)
    {
        var lease = new Lease(clock, clock.GetTimestamp(), LeaseLength);
        foreach (var claimed in await store.ClaimDueAsync(Owner, clock.GetUtcNow(), LeaseLength, [.. underWay.Keys]))
        {
            var id = claimed.Maintenance.Id;
            var finished = new TaskCompletionSource();
            underWay[id] = (finished.Task, lease);
            _ = RunAsync(claimed with { Lease = lease }, cancel).ContinueWith(
                step =>
                {
                    underWay.TryRemove(id, out _);
                    if (step.Exception is { } broken)
                    {
                        LogBroken(claimed.Maintenance.Host, broken.InnerException!);
                        finished.SetException(broken.InnerExceptions);
                    }
                    else
                    {
                        finished.SetResult();
                    }
                    StepEnded?.Invoke();
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    private async Task RunAsync(StoredMaintenance claimed, CancellationToken cancel)
    {
        using var scope = LogScopes.OfMaintenance(log, claimed.Maintenance.Id);
        using var span = Traces.Step(claimed.Maintenance);
        var started = clock.GetTimestamp();
        var outcome = "failed";
        try
        {
            await steps.RunAsync(claimed, cancel);
            outcome = "done";
        }
        catch (StaleWriteException)
        {
            outcome = "stale";
            // A command came in between, or the lease went to another: the next step decides on what is there then.
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            outcome = "stopped";
            // Stopping; what was recorded is what the next start goes on from.
        }
        catch (OpenStackException e)
        {
            outcome = "cloud_away";
            await WaitForCloudAsync(claimed, e);
        }
        catch (Exception e) when (StoreOutage.Is(e))
        {
            outcome = "store_away";
            LogStoreAway(claimed.Maintenance.Host, e.Message);
            // What was recorded is what goes on when the lease has ended.
        }
        finally
        {
            instruments.Step(claimed.Maintenance.State, outcome, clock.GetElapsedTime(started));
        }
    }

    /// <summary>The cloud does not answer, or not sensibly: nothing is decided, and it is said what is waited for.</summary>
    private async Task WaitForCloudAsync(StoredMaintenance claimed, OpenStackException e)
    {
        LogCloudAway(claimed.Maintenance.Host, e.Message);
        var now = clock.GetUtcNow();
        if (await store.FindAsync(claimed.Maintenance.Id) is not { } stored || stored.Epoch != claimed.Epoch || stored.Maintenance.State.IsFinal())
            return;
        try
        {
            var waiting = stored.Maintenance with { StateReason = $"waiting for the cloud: {e.Message}" };
            await store.CommitAsync(stored, now, _ => new MaintenanceChange(waiting, [], [], now + CloudAway));
        }
        catch (StaleWriteException)
        {
            // As above.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Host}: a step of its maintenance broke; it is taken again when its lease has ended")]
    private partial void LogBroken(string host, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Host}: the state could not be read or written; it goes on from what is recorded: {Message}")]
    private partial void LogStoreAway(string host, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Host}: the cloud does not answer as it should: {Message}")]
    private partial void LogCloudAway(string host, string message);
}

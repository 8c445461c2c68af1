using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Respite.OpenStack.Session;
using Respite.Server.Execution;
using Respite.Server.Inventory;
using Respite.Server.Telemetry.Metrics;

namespace Respite.Server.Notifications;

/// <summary>
/// Has the engine look at once at maintenances whose instance has been heard of. That is all: what it sees, it sees in Nova's API, and
/// without it the next look comes a second later.
/// </summary>
internal sealed class EarlyLook(MoveWaker waker, MigrationFeed feed, Instruments instruments, TimeProvider clock) : BackgroundService
{
    /// <summary>Nova sends the notification some milliseconds before it writes the end into its record.</summary>
    private static readonly TimeSpan UntilRecorded = TimeSpan.FromMilliseconds(30);

    /// <summary>A step that is under way may have looked too early: another follows it.</summary>
    private static readonly TimeSpan UntilStepped = TimeSpan.FromMilliseconds(50);

    private const int MostTries = 20;
    private const int AtOnce = 32;

    /// <summary>What is heard beyond this is found by the poll.</summary>
    private readonly Channel<string> heard = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly ConcurrentDictionary<string, bool> looking = new(StringComparer.Ordinal);

    public void HeardOf(string instance) => heard.Writer.TryWrite(instance);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                heard.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, OnceAsync);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    /// <summary>Nova tells of one end several times.</summary>
    private async ValueTask OnceAsync(string instance, CancellationToken cancel)
    {
        if (!looking.TryAdd(instance, true))
            return;
        try
        {
            if (await waker.IsMovedAsync(instance))
                await LookAsync(instance, cancel);
        }
        finally
        {
            looking.TryRemove(instance, out _);
        }
    }

    private async Task LookAsync(string instance, CancellationToken cancel)
    {
        for (var tries = 1; tries < MostTries && await IsUnderWayAsync(instance, cancel); tries++)
            await Task.Delay(UntilRecorded, clock, cancel);
        for (var tries = 1; tries < MostTries; tries++)
        {
            if (await waker.WakeAsync([instance]))
            {
                instruments.Notified("woke");
                return;
            }
            await Task.Delay(UntilStepped, clock, cancel);
        }
    }

    private async Task<bool> IsUnderWayAsync(string instance, CancellationToken cancel)
    {
        try
        {
            return (await feed.ReadAsync(host: null, cancel, anew: true)).Any(m => m.InstanceId == instance && m.IsOpen);
        }
        catch (OpenStackException)
        {
            return false;
        }
    }
}

using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Respite.Server.Execution;
using Respite.Server.Inventory;
using Respite.Server.Telemetry.Metrics;

namespace Respite.Server.Notifications;

/// <summary>
/// Has the engine look at once at maintenances whose instance has been heard of, though Nova's record of the end comes some tenths of a second
/// later: the look waits for it. That is all: what it sees, it sees in Nova's API, and without it the next look comes a second later.
/// </summary>
internal sealed class EarlyLook(MoveWaker waker, EndsHeard ends, Instruments instruments, TimeProvider clock) : BackgroundService
{
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
            if (await waker.IsMovedHereAsync(instance))
                await LookAsync(instance, cancel);
        }
        finally
        {
            looking.TryRemove(instance, out _);
        }
    }

    private async Task LookAsync(string instance, CancellationToken cancel)
    {
        ends.Add(instance);
        for (var tries = 1; tries < MostTries && ends.Holds(instance); tries++)
        {
            await waker.WakeAsync([instance]);
            await Task.Delay(UntilStepped, clock, cancel);
        }
        if (!ends.Take(instance))
            instruments.Notified("woke");
    }
}

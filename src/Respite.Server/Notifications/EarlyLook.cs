using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Respite.Server.Execution;
using Respite.Server.Telemetry.Metrics;

namespace Respite.Server.Notifications;

/// <summary>
/// Has the engine look at once at maintenances whose instance has been heard of. That is all: what it sees, it sees in Nova's API, and
/// without it the next look comes a second later.
/// </summary>
internal sealed class EarlyLook(MoveWaker waker, Instruments instruments, TimeProvider clock) : BackgroundService
{
    /// <summary>Nova sends the notification some milliseconds before it writes the end into its record, and a step may be under way: so it is looked for three times.</summary>
    private static readonly TimeSpan[] Looks = [TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(120), TimeSpan.FromMilliseconds(250)];

    /// <summary>What is heard of while a look is being prepared is looked at together; more than this is found by the poll.</summary>
    private readonly Channel<string> heard = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    public void HeardOf(string instance) => heard.Writer.TryWrite(instance);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await heard.Reader.WaitToReadAsync(stoppingToken))
            {
                var instances = new HashSet<string>(StringComparer.Ordinal);
                foreach (var pause in Looks)
                {
                    await Task.Delay(pause, clock, stoppingToken);
                    while (heard.Reader.TryRead(out var instance))
                        instances.Add(instance);
                    await LookAsync(instances);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task LookAsync(IReadOnlyCollection<string> instances)
    {
        if (await waker.WakeAsync(instances))
            instruments.Notified("woke");
    }
}

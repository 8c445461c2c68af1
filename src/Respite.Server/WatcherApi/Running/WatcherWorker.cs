using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Respite.Server.Maintenances;

namespace Respite.Server.WatcherApi.Running;

/// <summary>Runs audits, and follows action plans, whenever something has been written and now and then.</summary>
internal sealed partial class WatcherWorker(AuditRunner audits, PlanRunner plans, JournalSignal signal, TimeProvider clock, ILogger<WatcherWorker> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(RepeatAsync(audits.RunDueAsync, stoppingToken), RepeatAsync(plans.FollowAsync, stoppingToken));

    private async Task RepeatAsync(Func<CancellationToken, Task> round, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var written = signal.Next;
            try
            {
                await round(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogFault(e);
                written = Task.Delay(Look, clock, cancel);
            }
            await Task.WhenAny(written, Task.Delay(Look, clock, cancel));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Watcher's audits and plans: a round has failed, another follows")]
    private partial void LogFault(Exception e);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Respite.Server.Maintenances;

namespace Respite.Server.Webhooks;

/// <summary>Delivers whenever the journal has grown, and looks now and then for what is due again.</summary>
internal sealed partial class WebhookWorker(Deliverer deliverer, JournalSignal signal, TimeProvider clock, ILogger<WebhookWorker> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var ended = new JournalSignal();
        deliverer.RoundEnded += ended.Raise;
        while (!stoppingToken.IsCancellationRequested)
        {
            var (grown, free) = (signal.Next, ended.Next);
            try
            {
                await deliverer.StartDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogStoreAway(e.Message);
                (grown, free) = (Task.Delay(Look, clock, stoppingToken), Task.Delay(Look, clock, stoppingToken));
            }
            await Task.WhenAny(grown, free, Task.Delay(Look, clock, stoppingToken));
        }
        deliverer.RoundEnded -= ended.Raise;
        await deliverer.HandOverAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhooks: the state cannot be read; trying again: {Message}")]
    private partial void LogStoreAway(string message);
}

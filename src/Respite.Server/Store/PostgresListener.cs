using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Respite.Server.Execution;
using Respite.Server.Maintenances;

namespace Respite.Server.Store;

/// <summary>Wakes this replica when another has written: its event streams, and its worker for a new maintenance or a command.</summary>
internal sealed partial class PostgresListener(PostgresDatabase database, JournalSignal signal, Worker worker, ILogger<PostgresListener> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.ListenAsync(Written, stoppingToken);
            }
            catch (Exception e) when (e is DbException or IOException or OperationCanceledException)
            {
                if (stoppingToken.IsCancellationRequested)
                    return;
                LogLost(e.Message);
                await Task.Delay(Again, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Written()
    {
        signal.Raise();
        worker.Wake();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not say any more what other replicas write; listening again: {Message}")]
    private partial void LogLost(string message);
}

using Microsoft.Extensions.Hosting;
using Respite.OpenStack.Session;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Execution;

/// <summary>
/// While so many hosts are drained that each is looked at rarely, sees in one request a second which migrations have ended,
/// and has their hosts looked at.
/// </summary>
internal sealed class MigrationWatch(IMaintenanceStore store, MigrationFeed feed, MoveWaker waker, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly HashSet<long> open = [];

    /// <summary>What was seen to be under way, and is not any more. A cloud or a database that does not answer has ended nothing.</summary>
    public async Task<IReadOnlyList<string>> EndedAsync(CancellationToken cancel)
    {
        try
        {
            if (await store.CountAsync(MaintenanceState.Draining) <= Beat.Unhurried)
            {
                open.Clear();
                return [];
            }
            var ended = new List<string>();
            foreach (var migration in await feed.ReadAsync(host: null, cancel))
            {
                if (migration.IsOpen)
                    open.Add(migration.Id);
                else if (open.Remove(migration.Id))
                    ended.Add(migration.InstanceId);
            }
            return ended;
        }
        catch (Exception e) when (e is OpenStackException || StoreOutage.Is(e))
        {
            return [];
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, clock, stoppingToken);
                await waker.WakeAsync(await EndedAsync(stoppingToken));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }
}

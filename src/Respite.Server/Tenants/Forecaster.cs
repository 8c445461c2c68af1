using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Respite.OpenStack.Session;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Tenants;

/// <summary>
/// Plans scheduled maintenances ahead, for their instances' owners alone: a tenant who asks makes no request to the cloud. The maintenance
/// plans for itself when it begins.
/// </summary>
internal sealed partial class Forecaster(ForecastStore forecasts, IMaintenanceStore store, PlanMaker plans, TimeProvider clock, ILogger<Forecaster> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await forecasts.ForgetAsync();
                while (!stoppingToken.IsCancellationRequested && await forecasts.ClaimAsync(clock.GetUtcNow(), Age) is { } id)
                    await ForecastAsync(id, stoppingToken);
            }
            catch (Exception e) when (e is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                LogStoreAway(e.Message);
            }
            await Task.Delay(Look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ForecastAsync(string id, CancellationToken cancel)
    {
        if (await store.FindAsync(id) is not { Maintenance: var m } || !Window.IsYetToOpen(m, clock.GetUtcNow()))
            return;
        try
        {
            var plan = m.Intended?.Plan ?? (await plans.MakeAsync(m.Host, m.Policy, m.DrainedWith, m.Id, cancel)).Plan;
            await forecasts.WriteAsync(m, plan.Moves);
        }
        catch (Exception e) when (e is OpenStackException or HostUnfitException)
        {
            // What was expected before stands until the next look.
            LogNotMade(m.Host, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the scheduled maintenance of {Host} will do cannot be told to owners at present: {Message}")]
    private partial void LogNotMade(string host, string message);

    [LoggerMessage(Level = LogLevel.Error, Message = "Forecasts: the state cannot be used; trying again: {Message}")]
    private partial void LogStoreAway(string message);
}

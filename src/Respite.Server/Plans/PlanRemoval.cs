using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Respite.Server.Plans;

/// <summary>Removes stored plans that are too old to be started: by then their cloud is another one.</summary>
/// <param name="age">How long they are kept.</param>
internal sealed partial class PlanRemoval(PlanStore plans, TimeSpan age, TimeProvider clock, ILogger<PlanRemoval> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await plans.RemoveAsync(clock.GetUtcNow() - age);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogStoreAway(e.Message);
            }
            await Task.Delay(Look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old plans are not removed, the state cannot be used; trying again in an hour: {Message}")]
    private partial void LogStoreAway(string message);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Respite.Server.Execution;

/// <summary>Runs the engine whenever something is due, or sooner when woken.</summary>
internal sealed partial class Worker(Engine engine, TimeProvider clock, ILogger<Worker> log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private readonly SemaphoreSlim wake = new(0, 1);
    private long lastLook = clock.GetTimestamp();

    /// <summary>Whether it has looked for work lately, or has at least tried to.</summary>
    public bool IsAlive => clock.GetElapsedTime(Interlocked.Read(ref lastLook)) < 3 * Longest;

    /// <summary>Something has changed: look at once.</summary>
    public void Wake()
    {
        try
        {
            wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is about to look anyway.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        engine.StepEnded += Wake;
        while (!stoppingToken.IsCancellationRequested)
        {
            Interlocked.Exchange(ref lastLook, clock.GetTimestamp());
            try
            {
                await engine.StartDueAsync(stoppingToken);
                var due = await engine.NextDueInAsync() ?? Longest;
                await wake.WaitAsync(due < Shortest ? Shortest : due > Longest ? Longest : due, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The store is away (disk full, locked): nothing is decided without it; say so and try again.
                LogStoreAway(e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        engine.StepEnded -= Wake;
        await engine.HandOverAsync();
    }

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The state cannot be read or written; trying again: {Message}")]
    private partial void LogStoreAway(string message);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Respite.Simulator.Time;

namespace Respite.Server.Tests.Faults;

/// <summary>
/// Runs asynchronous code on one thread and on virtual time: while it waits for nothing but the clock, the clock moves on.
/// So a run depends on its seed alone.
/// </summary>
internal sealed class Pump(VirtualClock clock) : SynchronizationContext
{
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    /// <summary>Whoever waits a moment and is woken later than this is on a busy machine, where others come late as well.</summary>
    private static readonly TimeSpan Late = 3 * Moment;
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> posted = [];

    public override void Post(SendOrPostCallback d, object? state) => posted.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <param name="abandoned">True: what was started is given up where it stands, as by a crash.</param>
    public void Run(Func<Task> what, Func<bool> abandoned)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = what();
            while (!task.IsCompleted && !abandoned())
                Turn(task);
            if (task.IsCompleted && !abandoned())
                task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    private void Turn(Task task)
    {
        if (posted.TryTake(out var next))
        {
            next.Callback(next.State);
            return;
        }
        // A continuation may be on its way through the thread pool; only if there is none is the clock what is waited for.
        var began = Stopwatch.GetTimestamp();
        if (posted.TryTake(out next, Moment))
            next.Callback(next.State);
        else if (ThreadPool.PendingWorkItemCount > 0 || Stopwatch.GetElapsedTime(began) > Late)
            Thread.Yield();
        else if (!task.IsCompleted && clock.NextTimerAt is { } timer)
            clock.AdvanceTo(timer);
        else if (!task.IsCompleted && posted.TryTake(out next, Stuck))
            next.Callback(next.State);
        else if (!task.IsCompleted)
            throw new TimeoutException("Nothing is to come, and yet it is waited for something.");
    }
}

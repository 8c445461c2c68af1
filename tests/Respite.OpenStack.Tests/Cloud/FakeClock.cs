namespace Respite.OpenStack.Tests.Cloud;

/// <summary>A clock on which pauses up to a limit pass at once, and longer ones never end.</summary>
public sealed class FakeClock(TimeSpan passes) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> pauses = [];
    private DateTimeOffset now = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Pauses up to this pass at once.</summary>
    public TimeSpan Passes { get; set; } = passes;

    /// <summary>Those that passed.</summary>
    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (gate)
                return [.. pauses];
        }
    }

    public void Advance(TimeSpan by)
    {
        lock (gate)
            now += by;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime <= Passes)
        {
            lock (gate)
            {
                now += dueTime;
                pauses.Add(dueTime);
            }
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }
        return new Idle();
    }

    private sealed class Idle : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

namespace Respite.Simulator.Time;

/// <summary>
/// A clock that only <see cref="Advance"/> moves. Timers fire in order of their due time (then of creation), each with
/// the clock standing at its own due time, so a run is the same every time. Thread-safe; callbacks run on the advancing thread.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<VirtualTimer, (DateTimeOffset At, long Order)> _timers = new();
    private readonly DateTimeOffset _start;
    private DateTimeOffset _now;
    private long _order;

    /// <summary>Starts at <paramref name="start"/>, by default 2026-01-01 00:00 UTC.</summary>
    public VirtualClock(DateTimeOffset? start = null) =>
        _now = _start = start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>After each advance, when all timers due have fired.</summary>
    internal event Action? Advanced;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>When the next timer is due; null when none waits.</summary>
    public DateTimeOffset? NextTimerAt
    {
        get
        {
            lock (_gate)
            {
                DropStale();
                return _timers.TryPeek(out _, out var due) ? due.At : null;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => (GetUtcNow() - _start).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on by <paramref name="by"/> and fires every timer due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + by);
    }

    /// <summary>Moves the clock to <paramref name="target"/>; a target in the past changes nothing.</summary>
    public void AdvanceTo(DateTimeOffset target)
    {
        while (true)
        {
            VirtualTimer timer;
            lock (_gate)
            {
                DropStale();
                if (!_timers.TryPeek(out var next, out var due) || due.At > target)
                {
                    if (target > _now)
                        _now = target;
                    break;
                }
                _timers.Dequeue();
                if (due.At > _now)
                    _now = due.At;
                timer = next;
                if (timer.Period > TimeSpan.Zero)
                    Schedule(timer, _now + timer.Period);
                else
                    timer.Due = null;
            }
            timer.Fire();
        }
        Advanced?.Invoke();
    }

    private void Schedule(VirtualTimer timer, DateTimeOffset at)
    {
        timer.Due = (at, ++_order);
        _timers.Enqueue(timer, timer.Due.Value);
    }

    // A changed or disposed timer leaves its old entry in the queue; only the entry it still holds counts.
    private void DropStale()
    {
        while (_timers.TryPeek(out var timer, out var due) && timer.Due != due)
            _timers.Dequeue();
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public (DateTimeOffset At, long Order)? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Period = period;
                if (dueTime < TimeSpan.Zero)
                    Due = null;
                else
                    clock.Schedule(this, clock._now + dueTime);
            }
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

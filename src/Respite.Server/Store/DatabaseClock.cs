namespace Respite.Server.Store;

/// <summary>The database's time on this machine's steady clock, so that replicas whose clocks are set apart judge budgets and times alike.</summary>
internal sealed class DatabaseClock(TimeProvider machine, TimeSpan offset) : TimeProvider
{
    private readonly DateTimeOffset start = machine.GetUtcNow() + offset;
    private readonly long startedAt = machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => start + machine.GetElapsedTime(startedAt);

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);
}

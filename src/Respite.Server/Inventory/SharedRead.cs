namespace Respite.Server.Inventory;

/// <summary>One answer of the cloud that all maintenances share. Whoever finds it too old asks anew; whoever stops waiting for it stops nobody else.</summary>
internal sealed class SharedRead<T>(Func<CancellationToken, Task<T>> read, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Reading? last;

    /// <summary>The answer of at most so long ago.</summary>
    public Task<T> OfAsync(TimeSpan age, CancellationToken cancel)
    {
        Reading reading;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (last is not { HasFailed: false } || now - last.At >= age)
                last = new Reading(new Lazy<Task<T>>(() => read(CancellationToken.None)), now);
            reading = last;
        }
        return reading.Answer.Value.WaitAsync(cancel);
    }

    private sealed record Reading(Lazy<Task<T>> Answer, DateTimeOffset At)
    {
        public bool HasFailed => Answer is { IsValueCreated: true, Value.IsFaulted: true };
    }
}

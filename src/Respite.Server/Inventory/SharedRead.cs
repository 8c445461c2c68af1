namespace Respite.Server.Inventory;

/// <summary>One answer of the cloud that all maintenances share. Whoever finds it too old asks anew; whoever stops waiting for it stops nobody else.</summary>
internal sealed class SharedRead<T>(Func<CancellationToken, Task<T>> read, TimeProvider clock)
{
    private volatile Reading? last;

    /// <summary>The answer of at most so long ago.</summary>
    public Task<T> OfAsync(TimeSpan age, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (last is not { Answer.IsFaulted: false } reading || now - reading.At >= age)
            last = reading = new Reading(read(CancellationToken.None), now);
        return reading.Answer.WaitAsync(cancel);
    }

    private sealed record Reading(Task<T> Answer, DateTimeOffset At);
}

namespace Respite.Server.Maintenances;

/// <summary>Wakes those who wait for the journal to grow. A missed wake-up costs nothing: they read by sequence number.</summary>
public sealed class JournalSignal
{
    private volatile TaskCompletionSource next = New();

    /// <summary>Completes at the next write after this was read.</summary>
    public Task Next => next.Task;

    public void Raise() => Interlocked.Exchange(ref next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using System.Collections.Concurrent;

namespace Respite.Server.Api;

/// <summary>The journal while it does not grow: what comes after an event is read once for all who ask.</summary>
/// <param name="ends">Completes when there may be more.</param>
/// <param name="read">What comes after an event, of all maintenances (null) or of one; at most <see cref="MaxPage"/>.</param>
internal sealed class JournalWindow(Task ends, Func<long, string?, Task<IReadOnlyList<StreamedEvent>>> read)
{
    public const int MaxPage = 200;

    private readonly ConcurrentDictionary<(long From, string? Maintenance), Lazy<Task<IReadOnlyList<StreamedEvent>>>> reads = new();

    public Task Ends => ends;

    /// <summary>The next events, oldest first. None: there are none until this window ends.</summary>
    public async Task<IReadOnlyList<StreamedEvent>> AfterAsync(long from, string? maintenance)
    {
        var shared = reads.GetOrAdd((from, maintenance), key => new(() => read(key.From, key.Maintenance)));
        var isNewest = false;
        try
        {
            var events = await shared.Value;
            isNewest = events.Count < MaxPage;
            return events;
        }
        finally
        {
            // A full page is history, which is not held in memory; and a read that failed is tried again.
            if (!isNewest)
                reads.TryRemove(new((from, maintenance), shared));
        }
    }
}

using Respite.OpenStack.Session;

namespace Respite.Server.Inventory;

/// <summary>
/// The cloud's recent migrations, kept current by one poll of <c>GET /os-migrations?changes-since=</c> that all
/// maintenances share. A cache: losing it costs one longer read.
/// </summary>
/// <remarks>Compute 2.59 for changes-since. A record that Nova has not yet updated once is not listed; the instance's task state shows it.</remarks>
internal sealed class MigrationFeed(OpenStackSession session, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);
    private readonly SemaphoreSlim gate = new(1);
    private readonly HashSet<string> hostsSeen = new(StringComparer.Ordinal);
    private readonly Dictionary<long, MigrationView> known = [];
    private IReadOnlyList<MigrationView>? newestFirst;
    private DateTimeOffset? readAt;
    private DateTimeOffset? since;

    /// <summary>
    /// All migrations that changed within a day, as of now (or a quarter of a second ago), newest first; with those that have waited
    /// longer for their confirmation with this host as their source.
    /// </summary>
    /// <param name="host">Null: of no host in particular.</param>
    /// <param name="anew">As of now, however lately they were read.</param>
    public async Task<IReadOnlyList<MigrationView>> ReadAsync(string? host, CancellationToken cancel, bool anew = false)
    {
        var asked = clock.GetUtcNow();
        await gate.WaitAsync(cancel);
        try
        {
            if (readAt is null || asked - readAt >= (anew ? TimeSpan.Zero : Fresh))
                await RefreshAsync(cancel);
            if (host is not null && !hostsSeen.Contains(host))
                Add(host, await ReadFinishedAsync(host, cancel));
            return newestFirst ??= [.. known.Values.OrderByDescending(m => m.Id)];
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>The migrations off this host that are <c>finished</c>, however old: cold ones and resizes that nobody has confirmed, and others.</summary>
    public async Task<IReadOnlyList<MigrationView>> FinishedAsync(string host, CancellationToken cancel)
    {
        var finished = await ReadFinishedAsync(host, cancel);
        await gate.WaitAsync(cancel);
        try
        {
            Add(host, finished);
        }
        finally
        {
            gate.Release();
        }
        return finished;
    }

    private async Task<IReadOnlyList<MigrationView>> ReadFinishedAsync(string host, CancellationToken cancel)
    {
        var finished = new List<MigrationView>();
        await foreach (var migration in session.Compute.Migrations.ListAsync(new() { SourceCompute = host, Status = "finished" }, cancel))
            finished.Add(Views.Of(migration));
        return finished;
    }

    private void Add(string host, IReadOnlyList<MigrationView> finished)
    {
        foreach (var migration in finished)
            known.TryAdd(migration.Id, migration);
        hostsSeen.Add(host);
        newestFirst = null;
    }

    private async Task RefreshAsync(CancellationToken cancel)
    {
        var oldest = clock.GetUtcNow() - LookBack;
        var changed = new List<MigrationView>();
        await foreach (var migration in session.Compute.Migrations.ListAsync(new() { ChangesSince = since ?? oldest }, cancel))
            changed.Add(Views.Of(migration));
        // All of it or nothing: what a page that fails would have told is asked for again.
        foreach (var migration in changed)
            known[migration.Id] = migration;
        foreach (var past in known.Values.Where(m => !m.IsOpen && !m.AwaitsConfirmation && !(m.UpdatedAt >= oldest)).ToList())
            known.Remove(past.Id);
        since = changed.Select(m => m.UpdatedAt).Append(since).Max();
        readAt = clock.GetUtcNow();
        newestFirst = null;
    }
}

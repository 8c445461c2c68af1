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
    private Dictionary<long, MigrationView> known = [];
    private DateTimeOffset? readAt;
    private DateTimeOffset? since;
    private volatile bool forgotten;

    /// <summary>
    /// All migrations that changed within a day, as of now (or a quarter of a second ago), newest first; with those that have waited
    /// longer for their confirmation with this host as their source.
    /// </summary>
    /// <param name="host">Null: of no host in particular.</param>
    public async Task<IReadOnlyList<MigrationView>> ReadAsync(string? host, CancellationToken cancel)
    {
        var asked = clock.GetUtcNow();
        await gate.WaitAsync(cancel);
        try
        {
            if (readAt is null || forgotten || asked - readAt >= Fresh)
                await RefreshAsync(cancel);
            if (host is not null && !hostsSeen.Contains(host))
                await AddPendingAsync(host, cancel);
            return [.. known.Values.OrderByDescending(m => m.Id)];
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The next look reads anew, however lately the last one was.</summary>
    public void Forget() => forgotten = true;

    public void Dispose() => gate.Dispose();

    /// <summary>The migrations off this host that are <c>finished</c>, however old: cold ones and resizes that nobody has confirmed, and others.</summary>
    public async Task<IReadOnlyList<MigrationView>> FinishedAsync(string host, CancellationToken cancel)
    {
        var finished = new List<MigrationView>();
        await foreach (var migration in session.Compute.Migrations.ListAsync(new() { SourceCompute = host, Status = "finished" }, cancel))
            finished.Add(Views.Of(migration));
        return finished;
    }

    private async Task AddPendingAsync(string host, CancellationToken cancel)
    {
        foreach (var migration in await FinishedAsync(host, cancel))
            known.TryAdd(migration.Id, migration);
        hostsSeen.Add(host);
    }

    private async Task RefreshAsync(CancellationToken cancel)
    {
        forgotten = false;
        var started = clock.GetUtcNow();
        var next = new Dictionary<long, MigrationView>(known);
        var newest = since ?? started - LookBack;
        await foreach (var migration in session.Compute.Migrations.ListAsync(new() { ChangesSince = newest }, cancel))
        {
            next[migration.Id] = Views.Of(migration);
            if (migration.UpdatedAt > since)
                since = migration.UpdatedAt;
            since ??= migration.UpdatedAt;
        }
        known = next;
        readAt = clock.GetUtcNow();
    }
}

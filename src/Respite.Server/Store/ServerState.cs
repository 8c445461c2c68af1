using Respite.Server.Webhooks;

namespace Respite.Server.Store;

/// <summary>The opened state of a server: the store, the clock that it counts by, and what to close at the end.</summary>
/// <param name="Shared">Where several replicas share it; null: SQLite, and this process alone.</param>
internal sealed record ServerState(IMaintenanceStore Store, IDatabase Database, TimeProvider Clock, PostgresDatabase? Shared, StateLock? Lock) : IAsyncDisposable
{
    /// <exception cref="StateException">The state is in use, damaged, not reachable or not of this version.</exception>
    public static async Task<ServerState> OpenAsync(ServerOptions options, CancellationToken cancel) =>
        options.Database is { } connectionString ? await OpenSharedAsync(connectionString, cancel) : await OpenOwnAsync(options.StateDirectory);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Lock?.Dispose();
    }

    private static async Task<ServerState> OpenSharedAsync(string connectionString, CancellationToken cancel)
    {
        var database = await PostgresDatabase.OpenAsync(connectionString, cancel);
        var clock = new DatabaseClock(TimeProvider.System, await database.ClockOffsetAsync(TimeProvider.System, cancel));
        return new ServerState(new MaintenanceStore(database), database, clock, database, null);
    }

    private static async Task<ServerState> OpenOwnAsync(string directory)
    {
        var held = StateLock.Take(directory);
        try
        {
            var database = await SqliteDatabase.OpenAsync(Path.Combine(directory, SqliteDatabase.FileName));
            var store = new MaintenanceStore(database);
            // Whoever held a lease here has ended, since this process holds the lock.
            await store.ReleaseAllAsync();
            await new WebhookQueue(database).ReleaseAsync(owner: null);
            return new ServerState(store, database, TimeProvider.System, null, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }
}

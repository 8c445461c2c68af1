using System.Data.Common;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Respite.Server.Store;

/// <summary>The state in PostgreSQL, for several replicas. Its clock counts the leases, whatever the replicas' own clocks say.</summary>
internal sealed class PostgresDatabase : IDatabase
{
    /// <summary>Taken by every writing transaction: limits count over all replicas, and the journal's numbers appear in their order.</summary>
    private const long WriterLock = 0x5245_5350_4954_45;

    private const string Serial = "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";

    private const string Channel = "respite";

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private readonly string replica = Guid.NewGuid().ToString("N");
    private readonly NpgsqlDataSource source;

    private PostgresDatabase(NpgsqlDataSource source) => this.source = source;

    public string Clock => "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    public string SkipLocked => "FOR UPDATE SKIP LOCKED";

    public string NotAmong(string column, string list) => $"{column} <> ALL({list})";

    /// <summary>Opens a database whose schema <see cref="SyncAsync"/> has made.</summary>
    /// <exception cref="StateException">It cannot be reached, or its schema is not this Respite's.</exception>
    public static async Task<PostgresDatabase> OpenAsync(string connectionString, CancellationToken cancel = default)
    {
        var database = new PostgresDatabase(Source(connectionString));
        try
        {
            await using var connection = await database.source.OpenConnectionAsync(cancel);
            var (have, known) = (await VersionAsync(connection), SchemaMigrations.Of(Serial).Count);
            SchemaMigrations.RefuseNewer(database.Words, have, known);
            if (have < known)
                throw new StateException($"{database.Words} has schema {have}, this Respite needs {known}: run `respite db sync` first.");
            return database;
        }
        catch (NpgsqlException e)
        {
            await database.DisposeAsync();
            throw database.Explain(e);
        }
        catch (StateException)
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the schema to this Respite's. Safe to run again, and by several at once.</summary>
    /// <returns>The numbers of the migrations that were applied.</returns>
    /// <exception cref="StateException">It cannot be reached or changed, or its schema is a newer Respite's.</exception>
    public static async Task<IReadOnlyList<int>> SyncAsync(string connectionString, CancellationToken cancel = default)
    {
        await using var database = new PostgresDatabase(Source(connectionString));
        try
        {
            await using var connection = await database.source.OpenConnectionAsync(cancel);
            await using var transaction = await database.BeginWriteAsync(connection);
            var have = await VersionAsync(connection);
            var migrations = SchemaMigrations.Of(Serial);
            SchemaMigrations.RefuseNewer(database.Words, have, migrations.Count);
            var missing = migrations.Where(m => m.Number > have).ToList();
            await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)", transaction: transaction);
            foreach (var (_, sql) in missing)
                await connection.ExecuteAsync(sql, transaction: transaction);
            await connection.ExecuteAsync(
                string.Create(CultureInfo.InvariantCulture, $"DELETE FROM schema_version; INSERT INTO schema_version VALUES ({migrations.Count})"), transaction: transaction);
            await transaction.CommitAsync(cancel);
            return [.. missing.Select(m => m.Number)];
        }
        catch (NpgsqlException e)
        {
            throw database.Explain(e);
        }
    }

    public async Task<DbConnection> ConnectAsync() => await source.OpenConnectionAsync();

    public async Task<DbTransaction> BeginWriteAsync(DbConnection connection)
    {
        var transaction = await connection.BeginTransactionAsync();
        // Delivered when it commits: what was written wakes those who wait for it on other replicas.
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@WriterLock), pg_notify(@Channel, @replica)", new { WriterLock, Channel, replica }, transaction);
        return transaction;
    }

    /// <summary>Calls back whenever another replica has written. Only wakes: what is missed is found by the next look.</summary>
    /// <exception cref="DbException">The connection is lost.</exception>
    public async Task ListenAsync(Action written, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var others = true;
        connection.Notification += (_, note) => others |= note.Payload != replica;
        await connection.ExecuteAsync($"LISTEN {Channel}");
        while (true)
        {
            if (others)
                written();
            others = false;
            // Fifty drains write fifty times a second: one wake-up serves many.
            await Task.Delay(Breath, cancel);
            await connection.WaitAsync(cancel);
        }
    }

    /// <summary>How far the database's clock is ahead of this machine's.</summary>
    public async Task<TimeSpan> ClockOffsetAsync(TimeProvider clock, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var before = clock.GetUtcNow();
        var there = await connection.ExecuteScalarAsync<long>($"SELECT {Clock}");
        return DateTimeOffset.FromUnixTimeMilliseconds(there) - (before + ((clock.GetUtcNow() - before) / 2));
    }

    public bool IsDuplicate(DbException e) => e is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private string Words
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(source.ConnectionString);
            return $"the database {parts.Database} on {parts.Host}";
        }
    }

    private static NpgsqlDataSource Source(string connectionString)
    {
        try
        {
            // A replica that stands still in the middle of a transaction would hold up all others.
            var parts = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "respite", PersistSecurityInfo = false };
            parts.Options = $"{parts.Options} -c idle_in_transaction_session_timeout=10s".Trim();
            return NpgsqlDataSource.Create(parts);
        }
        catch (ArgumentException e)
        {
            // The message names the key and never a value, so no password gets out by it.
            throw new StateException($"The connection string is not one of PostgreSQL: {e.Message}. One looks like Host=db;Database=respite;Username=respite;Password=...");
        }
    }

    private static async Task<long> VersionAsync(NpgsqlConnection connection) =>
        await connection.ExecuteScalarAsync<bool>("SELECT to_regclass('schema_version') IS NOT NULL")
            ? await connection.ExecuteScalarAsync<long>("SELECT coalesce(max(version), 0) FROM schema_version")
            : 0;

    private StateException Explain(NpgsqlException e) => new(
        $"{Words} cannot be used: {e.Message}. Check that it runs, that the connection string is right, and that its user may use the database.", e);
}

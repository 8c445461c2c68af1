using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Respite.Server.Store;

/// <summary>The state in one file: WAL, one process, one writer, every write in an immediate transaction.</summary>
internal sealed class SqliteDatabase : IDatabase
{
    /// <summary>In the state directory.</summary>
    public const string FileName = "respite.db";

    /// <summary>Open as long as the database is: when the last connection of a file closes, SQLite copies the whole log back and removes it.</summary>
    private readonly SqliteConnection first;

    private SqliteDatabase(SqliteConnection first) => this.first = first;

    /// <summary>The caller's: there is one process, and tests turn its clock.</summary>
    public string Clock => "@at";

    public string SkipLocked => "";

    public string NotAmong(string column, string list) => $"{column} NOT IN {list}";

    /// <summary>Opens the file, checks it and brings it to the newest schema.</summary>
    /// <exception cref="StateException">The file is corrupt, of a newer Respite, or cannot be written.</exception>
    public static async Task<SqliteDatabase> OpenAsync(string path)
    {
        SqliteLibrary.Bind();
        // The library's pool may lend one connection to two at once (dotnet/efcore#39008): each would commit the other's half-written transaction.
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10, Pooling = false }.ToString();
        try
        {
            var first = Connect(connectionString);
            try
            {
                await first.ExecuteAsync("PRAGMA journal_mode = WAL;");
                var check = await first.ExecuteScalarAsync<string>("PRAGMA quick_check(1);");
                if (check != "ok")
                    throw Corrupt(path, check);
                await MigrateAsync(first, path);
                return new SqliteDatabase(first);
            }
            catch
            {
                await first.DisposeAsync();
                throw;
            }
        }
        catch (SqliteException e)
        {
            throw Explain(path, e);
        }
    }

    public Task<DbConnection> ConnectAsync() => Task.FromResult<DbConnection>(Connect(first.ConnectionString));

    public Task<DbTransaction> BeginWriteAsync(DbConnection connection) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    public bool IsDuplicate(DbException e) => e is SqliteException { SqliteErrorCode: 19 };

    public ValueTask DisposeAsync() => first.DisposeAsync();

    private static SqliteConnection Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static async Task MigrateAsync(SqliteConnection connection, string path)
    {
        var have = await connection.ExecuteScalarAsync<long>("PRAGMA user_version;");
        var migrations = SchemaMigrations.Of("INTEGER PRIMARY KEY");
        SchemaMigrations.RefuseNewer(path, have, migrations.Count);
        foreach (var (number, sql) in migrations.Where(m => m.Number > have))
        {
            await using var transaction = connection.BeginTransaction(deferred: false);
            await connection.ExecuteAsync(sql, transaction: transaction);
            await connection.ExecuteAsync(
                string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number};"), transaction: transaction);
            await transaction.CommitAsync();
        }
    }

    private static StateException Corrupt(string path, string? detail) => new(
        $"The state file {path} is damaged ({detail}). Nothing was changed. Move it away to start with an empty history "
        + "(hosts that are cordoned stay so in Nova), or restore it from a backup.");

    public static StateException Explain(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        11 or 26 => Corrupt(path, e.Message),
        8 or 14 or 10 => new StateException(
            $"The state file {path} cannot be written ({e.Message}): check that its directory exists, is on a writable disk and belongs to this user.", e),
        13 => new StateException($"The disk of the state file {path} is full: make room and run again. Nothing was lost.", e),
        _ => new StateException($"The state file {path} cannot be used: {e.Message}", e),
    };
}

using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Respite.Server.Store;

/// <summary>The state file: opened, checked and brought to the newest schema.</summary>
internal static class SqliteDatabase
{
    /// <exception cref="StateException">The file is corrupt, of a newer Respite, or cannot be written.</exception>
    public static async Task<string> OpenAsync(string path)
    {
        SqliteLibrary.Bind();
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10 }.ToString();
        try
        {
            await using var connection = Connect(connectionString);
            await connection.ExecuteAsync("PRAGMA journal_mode = WAL;");
            var check = await connection.ExecuteScalarAsync<string>("PRAGMA quick_check(1);");
            if (check != "ok")
                throw Corrupt(path, check);
            await MigrateAsync(connection, path);
        }
        catch (SqliteException e)
        {
            throw Explain(path, e);
        }
        return connectionString;
    }

    public static SqliteConnection Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
        return connection;
    }

    private static async Task MigrateAsync(SqliteConnection connection, string path)
    {
        var have = await connection.ExecuteScalarAsync<long>("PRAGMA user_version;");
        var migrations = Migrations();
        if (have > migrations.Count)
        {
            throw new StateException(
                $"{path} was written by a newer Respite (schema {have}, this one knows {migrations.Count}): run that version or a later one.");
        }
        foreach (var (number, sql) in migrations.Where(m => m.Number > have))
        {
            await using var transaction = connection.BeginTransaction(deferred: false);
            await connection.ExecuteAsync(sql, transaction: transaction);
            await connection.ExecuteAsync(
                string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number};"), transaction: transaction);
            await transaction.CommitAsync();
        }
    }

    private static List<(int Number, string Sql)> Migrations()
    {
        var assembly = typeof(SqliteDatabase).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((name, index) =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return (index + 1, reader.ReadToEnd());
            })];
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

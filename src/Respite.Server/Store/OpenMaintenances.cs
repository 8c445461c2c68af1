using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Respite.Server.Store;

/// <summary>An open maintenance in a list of hosts.</summary>
/// <param name="State">By its name in the API: <c>draining</c>, <c>in_maintenance</c>...</param>
public sealed record OpenMaintenance(string Id, string Host, string State);

/// <summary>Reads them without Dapper: a command that only lists hosts would spend more time on compiling its mapper than on all else.</summary>
internal static class OpenMaintenances
{
    /// <summary>Those in a state file, which may be in use by another process. Empty if there is no such file.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public static IReadOnlyList<OpenMaintenance> Peek(string path)
    {
        if (!File.Exists(path))
            return [];
        SqliteLibrary.Bind();
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return Read(connection);
        }
        catch (SqliteException e)
        {
            throw SqliteDatabase.Explain(path, e);
        }
    }

    public static List<OpenMaintenance> Read(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, host, state FROM maintenances WHERE is_open = 1";
        using var rows = command.ExecuteReader();
        var open = new List<OpenMaintenance>();
        while (rows.Read())
            open.Add(new(rows.GetString(0), rows.GetString(1), rows.GetString(2)));
        return open;
    }
}

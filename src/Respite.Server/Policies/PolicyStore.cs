using Dapper;
using Respite.Server.Store;

namespace Respite.Server.Policies;

/// <summary>The named policies.</summary>
internal sealed class PolicyStore(IDatabase database)
{
    private const string Columns = "is_default AS IsDefault, body AS Body";

    /// <summary>By name.</summary>
    public Task<IReadOnlyList<NamedPolicy>> ListAsync() => QueryAsync($"SELECT {Columns} FROM policies ORDER BY name", new { });

    public async Task<NamedPolicy?> FindAsync(string name) => (await QueryAsync($"SELECT {Columns} FROM policies WHERE name = @name", new { name })).SingleOrDefault();

    /// <summary>The one that holds where none is said; null: there is none.</summary>
    public async Task<NamedPolicy?> DefaultAsync() => (await QueryAsync($"SELECT {Columns} FROM policies WHERE is_default = 1", new { })).SingleOrDefault();

    /// <summary>Stores it under its name. If it is the default, no other is any more.</summary>
    /// <returns>Whether there was none of that name.</returns>
    public async Task<bool> PutAsync(NamedPolicy policy)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        if (policy.IsDefault)
            await connection.ExecuteAsync("UPDATE policies SET is_default = 0 WHERE name <> @Name", new { policy.Name }, transaction);
        var arguments = new { policy.Name, IsDefault = policy.IsDefault ? 1 : 0, Body = StoreJson.Write(policy) };
        var changed = await connection.ExecuteAsync("UPDATE policies SET is_default = @IsDefault, body = @Body WHERE name = @Name", arguments, transaction);
        if (changed == 0)
            await connection.ExecuteAsync("INSERT INTO policies (name, is_default, body) VALUES (@Name, @IsDefault, @Body)", arguments, transaction);
        await transaction.CommitAsync();
        return changed == 0;
    }

    public async Task<bool> DeleteAsync(string name)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        var deleted = await connection.ExecuteAsync("DELETE FROM policies WHERE name = @name", new { name }, transaction);
        await transaction.CommitAsync();
        return deleted > 0;
    }

    private async Task<IReadOnlyList<NamedPolicy>> QueryAsync(string sql, object arguments)
    {
        await using var connection = await database.ConnectAsync();
        return [.. (await connection.QueryAsync<Row>(sql, arguments)).Select(row => StoreJson.Read<NamedPolicy>(row.Body) with { IsDefault = row.IsDefault == 1 })];
    }

    /// <remarks>By properties: SQLite counts in longs, PostgreSQL's column is an int.</remarks>
    private sealed record Row
    {
        public long IsDefault { get; init; }

        public string Body { get; init; } = "";
    }
}

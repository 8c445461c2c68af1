using System.Globalization;
using Dapper;
using Respite.Server.Store;

namespace Respite.Server.Plans;

/// <summary>The plans that are kept.</summary>
internal sealed class PlanStore(IDatabase database)
{
    public async Task InsertAsync(StoredPlan plan)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        await connection.ExecuteAsync(
            "INSERT INTO plans (id, host, body) VALUES (@Id, @Host, @Body)", new { plan.Id, plan.Plan.Host, Body = StoreJson.Write(plan) }, transaction);
        await transaction.CommitAsync();
    }

    public async Task<StoredPlan?> FindAsync(string id) => (await QueryAsync("SELECT body FROM plans WHERE id = @id", new { id })).SingleOrDefault();

    /// <summary>Newest first.</summary>
    /// <param name="before">The marker: only those older than this plan.</param>
    public Task<IReadOnlyList<StoredPlan>> ListAsync(string? host, string? before, int limit) => QueryAsync(
        "SELECT body FROM plans WHERE (@host IS NULL OR host = @host) AND (@before IS NULL OR id < @before) ORDER BY id DESC LIMIT @limit", new { host, before, limit });

    /// <summary>Removes what was made before then. A maintenance that is to start one of them has a copy.</summary>
    public async Task<int> RemoveAsync(DateTimeOffset before)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.ExecuteAsync("DELETE FROM plans WHERE id < @first", new { first = FirstIdAt(before) });
    }

    /// <summary>Ids are UUIDs of version 7: their first 48 bits are the time, so they are in its order.</summary>
    private static string FirstIdAt(DateTimeOffset at)
    {
        var hex = at.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture);
        return $"{hex[..8]}-{hex[8..]}";
    }

    private async Task<IReadOnlyList<StoredPlan>> QueryAsync(string sql, object arguments)
    {
        await using var connection = await database.ConnectAsync();
        return [.. (await connection.QueryAsync<string>(sql, arguments)).Select(StoreJson.Read<StoredPlan>)];
    }
}

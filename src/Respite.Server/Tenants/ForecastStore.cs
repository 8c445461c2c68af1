using Dapper;
using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Tenants;

/// <summary>What scheduled maintenances are expected to do.</summary>
internal sealed class ForecastStore(IDatabase database)
{
    /// <summary>Takes a pending maintenance whose forecast is older than that, or that has none; no other replica takes it for as long.</summary>
    /// <returns>Its id; null: there is none.</returns>
    public async Task<string?> ClaimAsync(DateTimeOffset now, TimeSpan age)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.QuerySingleOrDefaultAsync<string>(
            $"""
            INSERT INTO forecasts (maintenance_id, made_at)
            SELECT o.id, {database.Clock} FROM maintenances o LEFT JOIN forecasts f ON f.maintenance_id = o.id
            WHERE o.is_open = 1 AND o.state = 'pending' AND (f.made_at IS NULL OR f.made_at <= {database.Clock} - @age)
            ORDER BY o.id LIMIT 1
            ON CONFLICT (maintenance_id) DO UPDATE SET made_at = excluded.made_at WHERE forecasts.made_at <= {database.Clock} - @age
            RETURNING maintenance_id
            """,
            new { at = now.ToUnixTimeMilliseconds(), age = (long)age.TotalMilliseconds });
    }

    /// <summary>Puts these in the place of what was expected before.</summary>
    public async Task WriteAsync(Maintenance scheduled, IReadOnlyList<PlannedMove> moves)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        await connection.ExecuteAsync("DELETE FROM forecast_moves WHERE maintenance_id = @Id", new { scheduled.Id }, transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO forecast_moves (maintenance_id, instance_id, project_id, begins_at, ends_at, body)
            VALUES (@Id, @InstanceId, @ProjectId, @BeginsAt, @EndsAt, @Body)
            """,
            moves.Select(move => new
            {
                scheduled.Id,
                move.InstanceId,
                ProjectId = move.ProjectId ?? "",
                BeginsAt = scheduled.NotBefore!.Value.ToUnixTimeMilliseconds(),
                EndsAt = scheduled.NotAfter?.ToUnixTimeMilliseconds(),
                Body = StoreJson.Write(move),
            }),
            transaction);
        await transaction.CommitAsync();
    }

    /// <summary>Drops those of maintenances that have begun or will not begin.</summary>
    public async Task ForgetAsync()
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync("DELETE FROM forecasts WHERE maintenance_id NOT IN (SELECT id FROM maintenances WHERE is_open = 1 AND state = 'pending')");
    }
}

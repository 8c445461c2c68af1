using Dapper;
using Microsoft.Extensions.Logging;
using Respite.Server.Store;

namespace Respite.Server.Execution;

/// <summary>Has the engine look at once at the maintenances of moves of which something was heard. Only sooner: what it then sees, it sees in Nova's API.</summary>
internal sealed partial class MoveWaker(IDatabase database, Engine engine, Worker worker, TimeProvider clock, ILogger<MoveWaker> log)
{
    /// <summary>Whether a move of this instance is under way, and this replica's to look at.</summary>
    public async Task<bool> IsMovedHereAsync(string instance)
    {
        try
        {
            await using var connection = await database.ConnectAsync();
            return await connection.ExecuteScalarAsync<long>(
                $"""
                SELECT count(*) FROM moves m JOIN maintenances o ON o.id = m.maintenance_id
                WHERE o.is_open = 1 AND o.lease_owner = @Owner AND o.lease_until > {database.Clock} AND m.in_flight = 1 AND m.instance_id = @instance
                """,
                new { engine.Owner, instance, at = clock.GetUtcNow().ToUnixTimeMilliseconds() }) > 0;
        }
        catch (Exception e) when (StoreOutage.Is(e))
        {
            LogMissed(e.Message);
            return false;
        }
    }

    /// <returns>Whether any waited for a later look.</returns>
    public async Task<bool> WakeAsync(IReadOnlyCollection<string> instances)
    {
        if (instances.Count == 0)
            return false;
        try
        {
            await using var connection = await database.ConnectAsync();
            var due = await connection.ExecuteAsync(
                $"""
                UPDATE maintenances SET wake_at = {database.Clock}
                WHERE is_open = 1 AND wake_at > {database.Clock} AND id IN (SELECT maintenance_id FROM moves WHERE instance_id = @instance AND in_flight = 1)
                """,
                instances.Select(instance => new { instance, at = clock.GetUtcNow().ToUnixTimeMilliseconds() }));
            if (due == 0)
                return false;
            worker.Wake();
            return true;
        }
        catch (Exception e) when (StoreOutage.Is(e))
        {
            LogMissed(e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of a migration was not acted on at once, the next look finds it: {Message}")]
    private partial void LogMissed(string message);
}

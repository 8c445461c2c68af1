using Dapper;
using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Tenants;

/// <summary>What the state holds of one project's instances.</summary>
internal sealed class TenantStore(IDatabase database)
{
    /// <summary>Those that an open maintenance concerns, by id.</summary>
    /// <param name="after">The marker: only those after this instance.</param>
    public async Task<IReadOnlyList<OwnInstance>> InstancesAsync(string projectId, string? after, int limit, DateTimeOffset now)
    {
        await using var connection = await database.ConnectAsync();
        var rows = await connection.QueryAsync<MoveRow>(
            """
            WITH mine AS (
                SELECT m.instance_id, m.body, CAST(NULL AS BIGINT) AS begins_at, CAST(NULL AS BIGINT) AS ends_at
                FROM moves m JOIN maintenances o ON o.id = m.maintenance_id
                WHERE m.project_id = @projectId AND o.is_open = 1
                UNION ALL
                SELECT f.instance_id, f.body, f.begins_at, f.ends_at
                FROM forecast_moves f JOIN maintenances o ON o.id = f.maintenance_id
                WHERE f.project_id = @projectId AND o.is_open = 1 AND o.state = 'pending')
            SELECT body AS Body, begins_at AS BeginsAt, ends_at AS EndsAt FROM mine
            WHERE instance_id IN (SELECT DISTINCT instance_id FROM mine WHERE @after IS NULL OR instance_id > @after ORDER BY instance_id LIMIT @limit)
            ORDER BY instance_id
            """,
            new { projectId, after, limit });
        return [.. rows.Select(row => row.ToOwn(now)).GroupBy(own => own.InstanceId).Select(OwnView.Foremost)];
    }

    /// <param name="marker">Those after this sequence number; 0: all.</param>
    /// <param name="newestFirst">Those before it, backwards.</param>
    public async Task<IReadOnlyList<OwnEvent>> EventsAsync(string projectId, long marker, int limit, bool newestFirst)
    {
        await using var connection = await database.ConnectAsync();
        var types = string.Join(", ", OwnEvent.Told.Select(type => $"'{type}'"));
        var rows = await connection.QueryAsync<EventRow>(
            $"""
            SELECT e.seq AS Seq, e.at AS At, e.instance_id AS InstanceId, e.instance_name AS InstanceName, e.type AS Type, m.body AS Body
            FROM moves m JOIN events e ON e.instance_id = m.instance_id AND e.maintenance_id = m.maintenance_id
            WHERE m.project_id = @projectId AND e.type IN ({types}) AND {Sequence.Beyond(newestFirst, "e.seq")}
            """,
            new { projectId, marker, limit });
        return [.. rows.Select(row => OwnEvent.Of(row.Seq, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.InstanceId, row.InstanceName, row.Type, StoreJson.Read<Move>(row.Body).Kind))];
    }

    /// <remarks>By properties: SQLite does not tell the type of a column that is null.</remarks>
    private sealed record MoveRow
    {
        public string Body { get; init; } = "";

        /// <summary>Null: the body is a move; else it is one that is planned.</summary>
        public long? BeginsAt { get; init; }

        public long? EndsAt { get; init; }

        public OwnInstance ToOwn(DateTimeOffset now) => BeginsAt is { } begins
            ? OwnView.Of(StoreJson.Read<PlannedMove>(Body), DateTimeOffset.FromUnixTimeMilliseconds(begins), EndsAt is { } ends ? DateTimeOffset.FromUnixTimeMilliseconds(ends) : null, now)
            : OwnView.Of(StoreJson.Read<Move>(Body), now);
    }

    private sealed record EventRow(long Seq, long At, string InstanceId, string InstanceName, string Type, string Body);
}

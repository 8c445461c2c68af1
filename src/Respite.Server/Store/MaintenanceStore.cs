using System.Data.Common;
using Dapper;
using Respite.Server.Maintenances;

namespace Respite.Server.Store;

/// <summary>The state in a database. Every write is in one transaction of its own.</summary>
internal sealed class MaintenanceStore(IDatabase database) : IMaintenanceStore
{
    private const string Columns = "body AS Body, version AS Version, epoch AS Epoch";

    public async Task InsertAsync(Maintenance maintenance, IReadOnlyList<JournalEvent> events)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        await OpenAsync(maintenance.Host, () => connection.ExecuteAsync(
            """
            INSERT INTO maintenances (id, host, state, is_open, created_at, wake_at, version, epoch, lease_owner, lease_until, ticket, body)
            VALUES (@Id, @Host, @State, 1, @CreatedAt, 0, 1, 0, '', 0, @Ticket, @Body)
            """,
            new
            {
                maintenance.Id,
                maintenance.Host,
                State = StoreJson.Name(maintenance.State),
                CreatedAt = maintenance.CreatedAt.ToUnixTimeMilliseconds(),
                maintenance.Ticket,
                Body = StoreJson.Write(maintenance),
            },
            transaction));
        await connection.ExecuteAsync(
            "INSERT INTO maintenance_metadata (maintenance_id, name, value) VALUES (@Id, @Key, @Value)",
            maintenance.Metadata.Select(d => new { maintenance.Id, d.Key, d.Value }),
            transaction);
        await InsertEventsAsync(connection, transaction, events);
        await transaction.CommitAsync();
    }

    public async Task<StoredMaintenance?> FindAsync(string id) =>
        (await QueryAsync($"SELECT {Columns} FROM maintenances WHERE id = @id", new { id })).SingleOrDefault();

    public async Task<StoredMaintenance?> FindOpenAsync(string host) =>
        (await QueryAsync($"SELECT {Columns} FROM maintenances WHERE host = @host AND is_open = 1", new { host })).SingleOrDefault();

    public async Task<IReadOnlyList<OpenMaintenance>> ListOpenAsync()
    {
        await using var connection = await database.ConnectAsync();
        return OpenMaintenances.Read(connection);
    }

    public async Task<int> CountAsync(MaintenanceState state)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.ExecuteScalarAsync<int>(
            "SELECT count(*) FROM maintenances WHERE is_open = 1 AND state = @state", new { state = StoreJson.Name(state) });
    }

    public Task<IReadOnlyList<StoredMaintenance>> ListAsync(MaintenanceFilter filter, string? before, int limit, MaintenanceOrder? order = null)
    {
        var parameters = new DynamicParameters(new { before, limit });
        return QueryAsync(
            $"SELECT {Columns} FROM maintenances WHERE {filter.Sql(parameters)} AND {(order ?? MaintenanceOrder.NewestFirst).Sql} LIMIT @limit", parameters);
    }

    public async Task<IReadOnlyList<Move>> MovesAsync(string maintenanceId) => await MovesAsync(
        "SELECT body FROM moves WHERE maintenance_id = @maintenanceId ORDER BY position", new { maintenanceId });

    public async Task<IReadOnlyList<Move>> MovesOfOthersAsync(string maintenanceId) => await MovesAsync(
        """
        SELECT m.body FROM moves m JOIN maintenances o ON o.id = m.maintenance_id
        WHERE o.is_open = 1 AND o.id <> @maintenanceId
        """,
        new { maintenanceId });

    public async Task<IReadOnlyList<Move>> MovesOfNewestAsync(int maintenances) => await MovesAsync(
        "SELECT body FROM moves WHERE maintenance_id IN (SELECT id FROM maintenances ORDER BY id DESC LIMIT @maintenances)",
        new { maintenances });

    public async Task<CommittedChange> CommitAsync(
        StoredMaintenance basis, DateTimeOffset now, Func<IReadOnlyList<Move>, MaintenanceChange> decide)
    {
        var id = basis.Maintenance.Id;
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        // Of open ones alone: nobody watches what an ended one has left under way, so nobody would ever give its slot back.
        var others = await connection.QueryAsync<string>(
            """
            SELECT m.body FROM moves m JOIN maintenances o ON o.id = m.maintenance_id
            WHERE m.in_flight = 1 AND o.is_open = 1 AND m.maintenance_id <> @id
            """,
            new { id },
            transaction);
        var change = decide([.. others.Select(StoreJson.Read<Move>)]);
        MaintenanceTransitions.Check(basis.Maintenance.State, change.Maintenance.State);
        var maintenance = change.Maintenance with { UpdatedAt = now };
        var changed = await OpenAsync(maintenance.Host, () => connection.ExecuteAsync(
            $"""
            UPDATE maintenances
            SET state = @State, is_open = @IsOpen, wake_at = {database.Clock} + @WakeIn, body = @Body, version = version + 1
            WHERE id = @id AND version = @Version AND epoch = @Epoch
            """,
            new
            {
                id,
                basis.Version,
                basis.Epoch,
                State = StoreJson.Name(maintenance.State),
                IsOpen = maintenance.State.IsFinal() ? 0 : 1,
                at = now.ToUnixTimeMilliseconds(),
                WakeIn = (long)(change.WakeAt - now).TotalMilliseconds,
                Body = StoreJson.Write(maintenance),
            },
            transaction));
        if (changed != 1)
            throw new StaleWriteException(id);
        await connection.ExecuteAsync(
            """
            INSERT INTO moves (maintenance_id, instance_id, project_id, in_flight, position, body)
            VALUES (@id, @InstanceId, @ProjectId, @InFlight, (SELECT count(*) FROM moves WHERE maintenance_id = @id), @Body)
            ON CONFLICT (maintenance_id, instance_id) DO UPDATE SET project_id = excluded.project_id, in_flight = excluded.in_flight, body = excluded.body
            """,
            change.Moves.Select(m => new
            {
                id,
                m.InstanceId,
                m.ProjectId,
                InFlight = m.HoldsSlot ? 1 : 0,
                Body = StoreJson.Write(m),
            }),
            transaction);
        await InsertEventsAsync(connection, transaction, change.Events);
        await transaction.CommitAsync();
        return new CommittedChange(basis with { Maintenance = maintenance, Version = basis.Version + 1 }, change.Moves);
    }

    public Task<IReadOnlyList<StoredMaintenance>> ClaimDueAsync(string owner, DateTimeOffset now, TimeSpan lease, IReadOnlyList<string> busy) => QueryAsync(
        $"""
        UPDATE maintenances
        SET epoch = CASE WHEN lease_owner = @owner AND lease_until > {database.Clock} THEN epoch ELSE epoch + 1 END,
            lease_owner = @owner, lease_until = {database.Clock} + @lease, wake_at = {database.Clock} + @lease, version = version + 1
        WHERE id IN (
            SELECT id FROM maintenances
            WHERE is_open = 1 AND wake_at <= {database.Clock} AND (lease_until <= {database.Clock} OR lease_owner = @owner) AND {database.NotAmong("id", "@busy")}
            {database.SkipLocked})
        RETURNING {Columns}
        """,
        new { owner, at = now.ToUnixTimeMilliseconds(), lease = (long)lease.TotalMilliseconds, busy });

    public async Task ReleaseAsync(string owner)
    {
        await using var connection = await database.ConnectAsync();
        // A writing transaction, as that wakes the other replicas.
        await using var transaction = await database.BeginWriteAsync(connection);
        await connection.ExecuteAsync("UPDATE maintenances SET lease_until = 0, wake_at = 0 WHERE is_open = 1 AND lease_owner = @owner", new { owner }, transaction);
        await transaction.CommitAsync();
    }

    public async Task ReleaseAllAsync()
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync("UPDATE maintenances SET lease_until = 0, wake_at = 0 WHERE is_open = 1");
    }

    public async Task<TimeSpan?> NextDueInAsync(DateTimeOffset now, IReadOnlyList<string> busy)
    {
        await using var connection = await database.ConnectAsync();
        var due = await connection.ExecuteScalarAsync<long?>(
            $"SELECT min(wake_at) - {database.Clock} FROM maintenances WHERE is_open = 1 AND {database.NotAmong("id", "@busy")}", new { at = now.ToUnixTimeMilliseconds(), busy });
        return due is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    public async Task<IReadOnlyList<JournalEvent>> EventsAsync(long marker, string? maintenanceId, int limit, bool newestFirst = false)
    {
        await using var connection = await database.ConnectAsync();
        var rows = await connection.QueryAsync<EventRow>(
            $"""
            SELECT seq AS Seq, at AS At, maintenance_id AS MaintenanceId, host AS Host, instance_id AS InstanceId,
                   instance_name AS InstanceName, type AS Type, message AS Message
            FROM events WHERE (@maintenanceId IS NULL OR maintenance_id = @maintenanceId) AND {Sequence.Beyond(newestFirst)}
            """,
            new { marker, maintenanceId, limit });
        return [.. rows.Select(r => r.ToEvent())];
    }

    /// <summary>A write that makes a maintenance the open one of its host.</summary>
    private async Task<int> OpenAsync(string host, Func<Task<int>> write)
    {
        try
        {
            return await write();
        }
        catch (DbException e) when (database.IsDuplicate(e))
        {
            throw new HostBusyException(host);
        }
    }

    public async Task<long> LastEventAsync(string maintenanceId)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT coalesce(max(seq), 0) FROM events WHERE maintenance_id = @maintenanceId", new { maintenanceId });
    }

    private static Task<int> InsertEventsAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<JournalEvent> events) =>
        connection.ExecuteAsync(
            """
            INSERT INTO events (at, maintenance_id, host, instance_id, instance_name, type, message)
            VALUES (@At, @MaintenanceId, @Host, @InstanceId, @InstanceName, @Type, @Message)
            """,
            events.Select(e => new
            {
                At = e.At.ToUnixTimeMilliseconds(),
                e.MaintenanceId,
                e.Host,
                e.InstanceId,
                e.InstanceName,
                e.Type,
                e.Message,
            }),
            transaction);

    private async Task<IReadOnlyList<StoredMaintenance>> QueryAsync(string sql, object arguments)
    {
        await using var connection = await database.ConnectAsync();
        var rows = await connection.QueryAsync<MaintenanceRow>(sql, arguments);
        return [.. rows.Select(r => new StoredMaintenance(StoreJson.Read<Maintenance>(r.Body), r.Version, r.Epoch))];
    }

    private async Task<IReadOnlyList<Move>> MovesAsync(string sql, object arguments)
    {
        await using var connection = await database.ConnectAsync();
        return [.. (await connection.QueryAsync<string>(sql, arguments)).Select(StoreJson.Read<Move>)];
    }

    private sealed record MaintenanceRow(string Body, long Version, long Epoch);

    private sealed record EventRow(
        long Seq, long At, string MaintenanceId, string Host, string? InstanceId, string? InstanceName, string Type, string Message)
    {
        public JournalEvent ToEvent() =>
            new(Seq, DateTimeOffset.FromUnixTimeMilliseconds(At), MaintenanceId, Host, InstanceId, InstanceName, Type, Message);
    }
}

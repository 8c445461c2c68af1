using System.Data.Common;
using Dapper;
using Respite.Server.Store;

namespace Respite.Server.Webhooks;

/// <summary>The webhooks as people see and change them.</summary>
internal sealed class WebhookStore(IDatabase database)
{
    private const string Known =
        """
        SELECT body AS Body, position AS Position, failures AS Failures, error AS Error,
               (SELECT count(*) FROM webhook_letters l WHERE l.webhook_id = w.id AND l.dead_at IS NULL) AS Waiting,
               (SELECT count(*) FROM webhook_letters l WHERE l.webhook_id = w.id AND l.dead_at IS NOT NULL) AS DeadLetters
        FROM webhooks w
        """;

    /// <summary>Stores a new one; it is told of what happens from now on.</summary>
    public Task InsertAsync(Webhook webhook, string sealedSecret) => ExecuteAsync(
        """
        INSERT INTO webhooks (id, position, failures, error, wake_at, epoch, lease_owner, lease_until, secret, body)
        VALUES (@Id, (SELECT coalesce(max(seq), 0) FROM events), 0, NULL, 0, 0, '', 0, @sealedSecret, @Body)
        """,
        new { webhook.Id, sealedSecret, Body = StoreJson.Write(webhook) });

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<KnownWebhook>> ListAsync()
    {
        await using var connection = await database.ConnectAsync();
        return [.. (await connection.QueryAsync<Row>($"{Known} ORDER BY w.id")).Select(row => row.Webhook())];
    }

    public async Task<KnownWebhook?> FindAsync(string id)
    {
        await using var connection = await database.ConnectAsync();
        return (await connection.QueryAsync<Row>($"{Known} WHERE w.id = @id", new { id })).SingleOrDefault()?.Webhook();
    }

    /// <summary>From here on its events go where it now says, those that wait at once.</summary>
    public async Task<bool> UpdateAsync(Webhook webhook)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        var found = await connection.ExecuteAsync("UPDATE webhooks SET body = @Body, error = NULL WHERE id = @Id", new { webhook.Id, Body = StoreJson.Write(webhook) }, transaction);
        await TryAtOnceAsync(connection, transaction, webhook.Id);
        await transaction.CommitAsync();
        return found > 0;
    }

    /// <summary>With all that waits for it, and its dead letters.</summary>
    public async Task<bool> DeleteAsync(string id) => await ExecuteAsync("DELETE FROM webhooks WHERE id = @id", new { id }) > 0;

    /// <summary>In the order of their events.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string id, long after, int limit)
    {
        await using var connection = await database.ConnectAsync();
        var rows = await connection.QueryAsync<LetterRow>(
            """
            SELECT l.seq AS Seq, l.maintenance_id AS MaintenanceId, e.type AS Type, e.at AS At, l.attempts AS Attempts, l.dead_at AS DeadAt, l.error AS Error
            FROM webhook_letters l JOIN events e ON e.seq = l.seq
            WHERE l.webhook_id = @id AND l.dead_at IS NOT NULL AND l.seq > @after
            ORDER BY l.seq LIMIT @limit
            """,
            new { id, after, limit });
        return [.. rows.Select(row => row.Letter())];
    }

    /// <summary>Dead letters are tried again at once, and whatever waits behind them.</summary>
    /// <param name="seq">Of this event alone; null: all of them.</param>
    /// <returns>How many.</returns>
    public async Task<int> ReplayAsync(string id, long? seq)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        var replayed = await connection.ExecuteAsync(
            "UPDATE webhook_letters SET dead_at = NULL, attempts = 0 WHERE webhook_id = @id AND dead_at IS NOT NULL AND (@seq IS NULL OR seq = @seq)",
            new { id, seq },
            transaction);
        await TryAtOnceAsync(connection, transaction, id);
        await transaction.CommitAsync();
        return replayed;
    }

    private static async Task TryAtOnceAsync(DbConnection connection, DbTransaction transaction, string id)
    {
        await connection.ExecuteAsync("UPDATE webhook_letters SET due_at = 0 WHERE webhook_id = @id AND dead_at IS NULL", new { id }, transaction);
        await connection.ExecuteAsync("UPDATE webhooks SET wake_at = 0, failures = 0 WHERE id = @id", new { id }, transaction);
    }

    private async Task<int> ExecuteAsync(string sql, object arguments)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        var rows = await connection.ExecuteAsync(sql, arguments, transaction);
        await transaction.CommitAsync();
        return rows;
    }

    /// <remarks>By properties: of a count in an empty answer SQLite does not know the type, and no constructor would fit.</remarks>
    private sealed record Row
    {
        public string Body { get; init; } = "";

        public long Position { get; init; }

        public long Failures { get; init; }

        public string? Error { get; init; }

        public long Waiting { get; init; }

        public long DeadLetters { get; init; }

        public KnownWebhook Webhook() => new(StoreJson.Read<Webhook>(Body), Position, Failures, Error, Waiting, DeadLetters);
    }

    private sealed record LetterRow(long Seq, string MaintenanceId, string Type, long At, long Attempts, long DeadAt, string Error)
    {
        public DeadLetter Letter() => new(Seq, MaintenanceId, Type, DateTimeOffset.FromUnixTimeMilliseconds(At), Attempts, DateTimeOffset.FromUnixTimeMilliseconds(DeadAt), Error);
    }
}

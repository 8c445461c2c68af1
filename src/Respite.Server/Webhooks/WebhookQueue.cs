using Dapper;
using Respite.Server.Store;

namespace Respite.Server.Webhooks;

/// <summary>
/// What each webhook has still to be told, and who of the replicas is telling it. A webhook is worked on under a lease, and what came of it is
/// written with the lease's epoch: a replica that stood still may send an event a second time, but never loses one.
/// </summary>
internal sealed class WebhookQueue(IDatabase database)
{
    /// <summary>Takes the lease on those that have something to be told and whose receiver is not being given a pause.</summary>
    public async Task<IReadOnlyList<ClaimedWebhook>> ClaimDueAsync(string owner, DateTimeOffset now, TimeSpan lease)
    {
        await using var connection = await database.ConnectAsync();
        var rows = await connection.QueryAsync<ClaimedRow>(
            $"""
            UPDATE webhooks SET epoch = epoch + 1, lease_owner = @owner, lease_until = {database.Clock} + @lease
            WHERE id IN (
                SELECT w.id FROM webhooks w
                WHERE w.wake_at <= {database.Clock} AND w.lease_until <= {database.Clock}
                  AND (w.position < (SELECT coalesce(max(seq), 0) FROM events)
                    OR EXISTS (SELECT 1 FROM webhook_letters l WHERE l.webhook_id = w.id AND l.dead_at IS NULL AND l.due_at <= {database.Clock}))
                {database.SkipLocked})
            RETURNING body AS Body, secret AS Secret, position AS Position, failures AS Failures, error AS Error, epoch AS Epoch
            """,
            new { owner, at = now.ToUnixTimeMilliseconds(), lease = (long)lease.TotalMilliseconds });
        return [.. rows.Select(row => new ClaimedWebhook(StoreJson.Read<Webhook>(row.Body), row.Secret, row.Position, row.Failures, row.Error, row.Epoch))];
    }

    /// <summary>What waits and may be tried now, in the order of the events.</summary>
    public async Task<IReadOnlyList<Letter>> DueLettersAsync(string id, DateTimeOffset now, int limit)
    {
        await using var connection = await database.ConnectAsync();
        return [.. await connection.QueryAsync<Letter>(
            $"""
            SELECT seq AS Seq, maintenance_id AS MaintenanceId, attempts AS Attempts FROM webhook_letters
            WHERE webhook_id = @id AND dead_at IS NULL AND due_at <= {database.Clock}
            ORDER BY seq LIMIT @limit
            """,
            new { id, at = now.ToUnixTimeMilliseconds(), limit })];
    }

    /// <summary>How many events of which maintenance wait: later ones of the same wait behind them.</summary>
    public async Task<Dictionary<string, long>> WaitingAsync(string id)
    {
        await using var connection = await database.ConnectAsync();
        var rows = await connection.QueryAsync<(string MaintenanceId, long Count)>(
            "SELECT maintenance_id, count(*) FROM webhook_letters WHERE webhook_id = @id AND dead_at IS NULL GROUP BY maintenance_id", new { id });
        return rows.ToDictionary(row => row.MaintenanceId, row => row.Count, StringComparer.Ordinal);
    }

    /// <summary>Writes what a round has come to, and ends its lease.</summary>
    /// <returns>False: the lease has gone to another, or the webhook is deleted; nothing is written.</returns>
    public async Task<bool> RecordAsync(ClaimedWebhook claimed, RoundOutcome outcome, DateTimeOffset now)
    {
        var (id, at) = (claimed.Webhook.Id, now.ToUnixTimeMilliseconds());
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        var mine = await connection.ExecuteAsync(
            $"""
            UPDATE webhooks SET position = @Position, failures = @Failures, error = @Error, wake_at = {database.Clock} + @Pause, lease_until = 0
            WHERE id = @id AND epoch = @Epoch
            """,
            new { id, at, claimed.Epoch, outcome.Position, outcome.Failures, outcome.Error, Pause = (long)outcome.Pause.TotalMilliseconds },
            transaction);
        if (mine == 0)
            return false;
        await connection.ExecuteAsync("DELETE FROM webhook_letters WHERE webhook_id = @id AND seq = @seq", outcome.Taken.Select(seq => new { id, seq }), transaction);
        await connection.ExecuteAsync(
            $"""
            INSERT INTO webhook_letters (webhook_id, seq, maintenance_id, attempts, due_at, dead_at, error)
            VALUES (@id, @Seq, @MaintenanceId, @Attempts, {database.Clock} + @DueIn, CASE WHEN @Dead = 1 THEN {database.Clock} END, @Error)
            ON CONFLICT (webhook_id, seq) DO UPDATE SET attempts = excluded.attempts, due_at = excluded.due_at, dead_at = excluded.dead_at, error = excluded.error
            """,
            outcome.Kept.Select(kept => new { id, at, kept.Seq, kept.MaintenanceId, kept.Attempts, DueIn = (long)kept.DueIn.TotalMilliseconds, Dead = kept.Dead ? 1 : 0, kept.Error }),
            transaction);
        // Whatever waits of one maintenance waits for the same try, that of its first.
        await connection.ExecuteAsync(
            """
            UPDATE webhook_letters SET due_at = (SELECT f.due_at FROM webhook_letters f WHERE f.webhook_id = @id AND f.maintenance_id = @maintenance AND f.dead_at IS NULL ORDER BY f.seq LIMIT 1)
            WHERE webhook_id = @id AND maintenance_id = @maintenance AND dead_at IS NULL
            """,
            outcome.Kept.Where(kept => !kept.Dead).Select(kept => kept.MaintenanceId).Distinct().Select(maintenance => new { id, maintenance }),
            transaction);
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>Ends the leases of a replica that stops; null: of all, for the sole process on this state at its start.</summary>
    public async Task ReleaseAsync(string? owner)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        await connection.ExecuteAsync("UPDATE webhooks SET lease_until = 0 WHERE @owner IS NULL OR lease_owner = @owner", new { owner }, transaction);
        await transaction.CommitAsync();
    }

    private sealed record ClaimedRow(string Body, string Secret, long Position, long Failures, string? Error, long Epoch);
}

/// <summary>A webhook under this replica's lease.</summary>
/// <param name="Secret">Sealed.</param>
internal sealed record ClaimedWebhook(Webhook Webhook, string Secret, long Position, long Failures, string? Error, long Epoch);

/// <summary>An event that waits for another try.</summary>
internal sealed record Letter(long Seq, string MaintenanceId, long Attempts);

/// <summary>An event that was not taken, or that waits behind one.</summary>
internal sealed record KeptLetter(long Seq, string MaintenanceId, long Attempts, TimeSpan DueIn, bool Dead, string Error);

/// <summary>What a round has come to.</summary>
/// <param name="Position">Up to here the journal is delivered, but for what is kept.</param>
/// <param name="Pause">How long the receiver is left alone; zero: it is not.</param>
internal sealed record RoundOutcome(long Position, long Failures, string? Error, TimeSpan Pause, IReadOnlyList<long> Taken, IReadOnlyList<KeptLetter> Kept);

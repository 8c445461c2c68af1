using Dapper;

namespace Respite.Server.Store;

/// <summary>A request under the key that its caller gave it.</summary>
/// <param name="Caller">The id of the user.</param>
/// <param name="Hash">Of all that makes the request.</param>
internal sealed record KeyedRequest(string Caller, string Key, string Hash);

/// <summary>An answer as it was given.</summary>
internal sealed record KeptAnswer(int Status, string? Location, string Body);

/// <summary>What is known of a keyed request.</summary>
/// <param name="ResourceId">The id of what it makes: the same however often it is begun. Null: it is not to be run.</param>
/// <param name="Answer">It has been answered.</param>
/// <param name="IsAnother">The key was given to another request.</param>
internal sealed record KeyedBeginning(string? ResourceId = null, KeptAnswer? Answer = null, bool IsAnother = false);

/// <summary>Keyed requests and their answers, for a day, for all replicas.</summary>
internal sealed class IdempotencyStore(IDatabase database)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>After so long without an answer, whoever ran the request has died, and it may be begun again.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(60);

    public async Task<KeyedBeginning> BeginAsync(KeyedRequest request, DateTimeOffset now)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        var bound = new
        {
            request.Caller, request.Key, request.Hash, Id = Guid.CreateVersion7(now).ToString(),
            at = now.ToUnixTimeMilliseconds(), Kept = (long)Kept.TotalMilliseconds, Claim = (long)Claim.TotalMilliseconds,
        };
        await connection.ExecuteAsync($"DELETE FROM idempotency_keys WHERE at < {database.Clock} - @Kept", bound, transaction);
        var begun = await connection.QuerySingleOrDefaultAsync<string>(
            $"""
            INSERT INTO idempotency_keys (caller, key, request, resource_id, at, claimed_until)
            VALUES (@Caller, @Key, @Hash, @Id, {database.Clock}, {database.Clock} + @Claim)
            ON CONFLICT (caller, key) DO UPDATE SET claimed_until = excluded.claimed_until
            WHERE idempotency_keys.request = @Hash AND idempotency_keys.status IS NULL AND idempotency_keys.claimed_until <= {database.Clock}
            RETURNING resource_id
            """,
            bound,
            transaction);
        var row = begun is null
            ? await connection.QuerySingleAsync<Row>(
                "SELECT request AS Request, status AS Status, location AS Location, body AS Body FROM idempotency_keys WHERE caller = @Caller AND key = @Key", bound, transaction)
            : null;
        await transaction.CommitAsync();
        return row is null ? new(begun)
            : row.Request != request.Hash ? new(IsAnother: true)
            : new(Answer: row.Status is { } status ? new((int)status, row.Location, row.Body!) : null);
    }

    public Task AnswerAsync(KeyedRequest request, KeptAnswer answer) => ExecuteAsync(
        "UPDATE idempotency_keys SET status = @Status, location = @Location, body = @Body WHERE caller = @Caller AND key = @Key AND status IS NULL",
        new { request.Caller, request.Key, Status = (long)answer.Status, answer.Location, answer.Body });

    /// <summary>It has made nothing: the key is free again.</summary>
    public Task ForgetAsync(KeyedRequest request) => ExecuteAsync("DELETE FROM idempotency_keys WHERE caller = @Caller AND key = @Key AND status IS NULL", request);

    /// <summary>It may have made something and has not been answered: it may be begun again at once.</summary>
    public Task ReleaseAsync(KeyedRequest request) => ExecuteAsync("UPDATE idempotency_keys SET claimed_until = 0 WHERE caller = @Caller AND key = @Key AND status IS NULL", request);

    private async Task ExecuteAsync(string sql, object arguments)
    {
        await using var connection = await database.ConnectAsync();
        await connection.ExecuteAsync(sql, arguments);
    }

    private sealed record Row(string Request, long? Status, string? Location, string? Body);
}

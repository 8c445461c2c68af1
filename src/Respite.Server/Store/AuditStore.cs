using Dapper;
using Respite.Server.Auth;

namespace Respite.Server.Store;

/// <summary>The audit log's table: entries are added and read, never changed.</summary>
internal sealed class AuditStore(IDatabase database)
{
    public async Task AddAsync(AuditEntry entry)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        await connection.ExecuteAsync(
            """
            INSERT INTO audit (at, user_id, user_name, project_id, address, request_id, method, path, status, reason, ticket)
            VALUES (@At, @UserId, @UserName, @ProjectId, @Address, @RequestId, @Method, @Path, @Status, @Reason, @Ticket)
            """,
            new
            {
                At = entry.At.ToUnixTimeMilliseconds(),
                entry.UserId,
                entry.UserName,
                entry.ProjectId,
                entry.Address,
                entry.RequestId,
                entry.Method,
                entry.Path,
                entry.Status,
                entry.Reason,
                entry.Ticket,
            },
            transaction);
        await transaction.CommitAsync();
    }

    /// <param name="marker">Those after this sequence number; 0: all.</param>
    /// <param name="newestFirst">Those before it, backwards.</param>
    public async Task<IReadOnlyList<AuditEntry>> EntriesAsync(long marker, int limit, bool newestFirst = false)
    {
        await using var connection = await database.ConnectAsync();
        var rows = await connection.QueryAsync<AuditRow>(
            $"""
            SELECT seq AS Seq, at AS At, user_id AS UserId, user_name AS UserName, project_id AS ProjectId, address AS Address, request_id AS RequestId,
                   method AS Method, path AS Path, status AS Status, reason AS Reason, ticket AS Ticket
            FROM audit WHERE {Sequence.Beyond(newestFirst)}
            """,
            new { marker, limit });
        return [.. rows.Select(r => r.ToEntry())];
    }

    /// <summary>Read by its properties, which take a number of 4 bytes (PostgreSQL) and of 8 (SQLite); a constructor takes one of them.</summary>
    private sealed record AuditRow
    {
        public required long Seq { get; init; }
        public required long At { get; init; }
        public required string UserId { get; init; }
        public required string UserName { get; init; }
        public string? ProjectId { get; init; }
        public required string Address { get; init; }
        public required string RequestId { get; init; }
        public required string Method { get; init; }
        public required string Path { get; init; }
        public required int Status { get; init; }
        public string? Reason { get; init; }
        public string? Ticket { get; init; }

        public AuditEntry ToEntry() => new(
            Seq, DateTimeOffset.FromUnixTimeMilliseconds(At), UserId, UserName, ProjectId, Address, RequestId, Method, Path, Status, Reason, Ticket);
    }
}

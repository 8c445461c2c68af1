namespace Respite.Server.Auth;

/// <summary>Who asked for what change, when, from where, and why.</summary>
/// <param name="Status">What was answered: refused requests are here as well.</param>
/// <param name="Reason">The caller's words, where the request has them.</param>
/// <param name="Ticket">The caller's ticket, where the request names one.</param>
public sealed record AuditEntry(
    long Seq, DateTimeOffset At, string UserId, string UserName, string? ProjectId, string Address, string RequestId, string Method, string Path, int Status,
    string? Reason, string? Ticket);

/// <summary>What a route adds to its audit entry from the request's body.</summary>
internal sealed record AuditWords(string? Reason, string? Ticket);

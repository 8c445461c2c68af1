namespace Respite.Server.Webhooks;

/// <summary>Which events go where. Its secret is kept apart, sealed.</summary>
internal sealed record Webhook
{
    public required string Id { get; init; }

    public required string Url { get; init; }

    /// <summary>Types of events, or beginnings of them like <c>move.*</c>; empty: all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public bool Wants(string type) => Types.Count == 0 || Types.Any(wanted => wanted.EndsWith(".*", StringComparison.Ordinal)
        ? type.StartsWith(wanted[..^1], StringComparison.Ordinal)
        : type == wanted);
}

/// <summary>A webhook and how far it has come.</summary>
/// <param name="Position">The journal is delivered up to here, but for what waits and the dead letters.</param>
/// <param name="Failures">How often in a row its receiver was away.</param>
/// <param name="Error">What the last try that failed met; null since one has not.</param>
/// <param name="Waiting">Events that wait for another try.</param>
internal sealed record KnownWebhook(Webhook Webhook, long Position, long Failures, string? Error, long Waiting, long DeadLetters);

/// <summary>An event that a webhook's receiver has not taken, and that is not tried again by itself.</summary>
internal sealed record DeadLetter(long Seq, string MaintenanceId, string Type, DateTimeOffset At, long Attempts, DateTimeOffset DeadAt, string Error);

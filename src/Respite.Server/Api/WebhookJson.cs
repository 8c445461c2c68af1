using System.Text.Json.Serialization;
using Respite.Server.Api.Listing;
using Respite.Server.Webhooks;

namespace Respite.Server.Api;

/// <param name="Types">Of events; none: all.</param>
internal sealed record WebhookRequest(string Url, IReadOnlyList<string>? Types = null);

/// <summary>What is left out stays as it is.</summary>
internal sealed record WebhookChange(string? Url = null, IReadOnlyList<string>? Types = null);

/// <param name="Position">The journal's <c>seq</c> up to which it has been told, but for what waits and the dead letters.</param>
/// <param name="Waiting">Events that wait for another try.</param>
/// <param name="Failures">How often in a row the receiver was away.</param>
/// <param name="Error">Of the last try; null when it was taken.</param>
internal sealed record WebhookJson(
    string Id, string Url, IReadOnlyList<string> Types, DateTimeOffset CreatedAt, string CreatedBy, long Position, long Waiting, long DeadLetters, long Failures, string? Error)
{
    /// <summary>In the answer that makes it, and in no other.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    public static WebhookJson Of(KnownWebhook known) => new(
        known.Webhook.Id, known.Webhook.Url, known.Webhook.Types, known.Webhook.CreatedAt, known.Webhook.CreatedBy,
        known.Position, known.Waiting, known.DeadLetters, known.Failures, known.Error);

    public override string ToString() => $"webhook {Id}";
}

internal sealed record WebhooksJson(IReadOnlyList<WebhookJson> Webhooks)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? WebhooksLinks { get; init; }
}

internal sealed record DeadLettersJson(IReadOnlyList<DeadLetter> DeadLetters)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? DeadLettersLinks { get; init; }
}

/// <param name="Seq">Of one event; null: all dead letters.</param>
internal sealed record ReplayRequest(long? Seq = null);

internal sealed record ReplayJson(int Replayed);

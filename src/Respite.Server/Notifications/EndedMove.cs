using System.Text.Json;

namespace Respite.Server.Notifications;

/// <summary>Reads from one of Nova's versioned notifications whose move has ended, or may have.</summary>
internal static class EndedMove
{
    /// <summary>Beginnings of the event types of what moves an instance, or takes it away.</summary>
    private static readonly string[] Kinds = ["instance.live_migration_", "instance.resize", "instance.shelve_offload.", "instance.delete."];

    /// <summary>Of these, what has ended when the move begins.</summary>
    private static readonly string[] Beginnings = ["instance.live_migration_pre.end", "instance.live_migration_force_complete.end", "instance.resize_prep.end"];

    /// <param name="body">As oslo.messaging sends it: the message is a text inside of an envelope, or lies there plainly.</param>
    /// <returns>The instance; null: it tells of something else, or cannot be read.</returns>
    public static string? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var envelope = JsonDocument.ParseValue(ref reader);
            if (envelope.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            if (!envelope.RootElement.TryGetProperty("oslo.message", out var inner))
                return Instance(envelope.RootElement);
            using var message = JsonDocument.Parse(inner.GetString() ?? "null");
            return Instance(message.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Instance(JsonElement message) =>
        Text(message, "event_type") is { } type && Tells(type)
        && message.TryGetProperty("payload", out var payload) && payload.ValueKind == JsonValueKind.Object
        && payload.TryGetProperty("nova_object.data", out var data) ? Text(data, "uuid") : null;

    private static bool Tells(string type) =>
        Kinds.Any(kind => type.StartsWith(kind, StringComparison.Ordinal))
        && !Beginnings.Contains(type)
        && (type.EndsWith(".end", StringComparison.Ordinal) || type.EndsWith(".error", StringComparison.Ordinal));

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

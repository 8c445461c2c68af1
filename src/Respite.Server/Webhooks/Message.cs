using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Webhooks;

/// <summary>One event as it goes out: a CloudEvent 1.0 (structured JSON), signed as Standard Webhooks says.</summary>
/// <param name="Id">The same at each try: by it the receiver knows what it has had already.</param>
internal sealed record Message(string Id, byte[] Body)
{
    public const string ContentType = "application/cloudevents+json";

    public static Message Of(string webhookId, JournalEvent e) => new(
        string.Create(CultureInfo.InvariantCulture, $"msg_{webhookId}_{e.Seq}"),
        JsonSerializer.SerializeToUtf8Bytes(
            new CloudEvent(
                "1.0",
                e.Seq.ToString(CultureInfo.InvariantCulture),
                $"/v1/maintenances/{e.MaintenanceId}",
                $"respite.{e.Type}",
                e.InstanceId is null ? $"hosts/{e.Host}" : $"instances/{e.InstanceId}",
                e.At,
                "application/json",
                e),
            StoreJson.Options));

    /// <returns>What goes into <c>webhook-signature</c>.</returns>
    public string Sign(byte[] secret, long timestamp)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Id}.{timestamp}.")), .. Body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}";
    }

    // CloudEvents' attribute names are lower case without separators.
    private sealed record CloudEvent(
        [property: JsonPropertyName("specversion")] string SpecVersion,
        [property: JsonPropertyName("id")] string Id,
        [property: JsonPropertyName("source")] string Source,
        [property: JsonPropertyName("type")] string Type,
        [property: JsonPropertyName("subject")] string Subject,
        [property: JsonPropertyName("time")] DateTimeOffset Time,
        [property: JsonPropertyName("datacontenttype")] string DataContentType,
        [property: JsonPropertyName("data")] JournalEvent Data);
}

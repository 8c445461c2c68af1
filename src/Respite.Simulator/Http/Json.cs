using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Respite.Simulator.Http;

/// <summary>JSON as OpenStack writes it.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>2026-11-21T04:41:24.000000: most of Nova.</summary>
    public static string? Stamp(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.'000000'", CultureInfo.InvariantCulture);

    /// <summary>2026-11-21T04:41:24Z: servers' created and updated.</summary>
    public static string? StampZ(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> each)
    {
        var array = new JsonArray();
        foreach (var item in items)
            array.Add(each(item));
        return array;
    }

    public static JsonArray Strings(IEnumerable<string> items) => Array(items, i => JsonValue.Create(i));

    public static JsonObject Map(IEnumerable<KeyValuePair<string, string>> items)
    {
        var map = new JsonObject();
        foreach (var (key, value) in items)
            map[key] = value;
        return map;
    }

    public static JsonObject Map(IEnumerable<KeyValuePair<string, int>> items)
    {
        var map = new JsonObject();
        foreach (var (key, value) in items)
            map[key] = value;
        return map;
    }

    public static JsonObject Link(string rel, string href) => new() { ["rel"] = rel, ["href"] = href };

    public static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

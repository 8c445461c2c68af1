using System.Text.Json;
using System.Text.Json.Nodes;

namespace Respite.Simulator.Http;

/// <summary>A request, whichever way it came.</summary>
internal sealed class SimRequest
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string QueryString { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public string Body { get; init; } = "";

    /// <summary>Sent without a length: uwsgi drops such bodies.</summary>
    public bool Chunked { get; init; }

    /// <summary>scheme://host:port of the whole cloud.</summary>
    public required string Origin { get; init; }

    public string Target => Path + QueryString;

    public Dictionary<string, List<string>> Query => field ??= ParseQuery(QueryString);

    /// <summary>The path's segments below the service's own prefix.</summary>
    public string[] Segments { get; set; } = [];

    /// <summary>The microversion asked for.</summary>
    public Microversion Version { get; set; }

    public string RequestId { get; set; } = "";

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? QueryValue(string name) => Query.TryGetValue(name, out var values) ? values[^1] : null;

    /// <summary>The body as JSON; the service's own words for what is no JSON come from its router.</summary>
    public JsonObject Json()
    {
        try
        {
            return JsonNode.Parse(Body) as JsonObject ?? throw new ApiException(400, "Malformed request body");
        }
        catch (JsonException)
        {
            throw new ApiException(400, "Malformed request body");
        }
    }

    private static Dictionary<string, List<string>> ParseQuery(string text)
    {
        var query = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var pair in text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = at < 0 ? (pair, "") : (pair[..at], pair[(at + 1)..]);
            key = Decode(key);
            if (!query.TryGetValue(key, out var values))
                query[key] = values = [];
            values.Add(Decode(value));
        }
        return query;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

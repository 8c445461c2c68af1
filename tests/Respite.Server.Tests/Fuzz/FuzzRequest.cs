using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Respite.Server.Tests.Fuzz;

/// <summary>One request, made from a seed, as it goes over the wire.</summary>
/// <param name="Truncated">Its body ends before what its head says.</param>
internal sealed record FuzzRequest(FuzzRoute Route, string Method, string Target, byte[] Head, byte[] Body, bool Truncated)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW", "get"];

    private static readonly string[] Types =
    [
        "application/json; charset=utf-16", "application/json; charset=nonsense", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense", "application/problem+json", ";;;", "application/json, text/plain",
    ];

    /// <summary>Headers that somebody reads, with what comes close to being right.</summary>
    private static readonly (string Name, string[] Values)[] Read =
    [
        ("If-Match", ["*", "\"1\"", "\"99999999999999999999\"", "W/\"1\"", "\"1\", \"2\"", "\"-1\"", "\"\"", "1"]),
        ("Idempotency-Key", ["one", "two", "three"]),
        ("Accept", ["text/event-stream", "application/json", "*/*;q=2"]),
        ("Last-Event-ID", ["0", "-1", "99999999999999999999", "1.5", "9223372036854775807"]),
        ("Range", ["bytes=0-", "bytes=5-1", "bytes=-99999999999999999999", "bytes=0-0,1-1,2-2", "seconds=1"]),
        ("Content-Encoding", ["gzip", "br, gzip"]),
        ("X-Forwarded-For", ["127.0.0.1"]),
        ("Authorization", ["Bearer nonsense", "Basic ::", "Bearer"]),
        ("Accept-Encoding", ["gzip;q=9, br"]),
        ("If-None-Match", ["*", "\"1\"", "nonsense"]),
    ];

    /// <param name="known">Names of things that exist, by the kind that stands before them in a path.</param>
    /// <param name="token">A valid one; most requests have it.</param>
    public static FuzzRequest Of(Random random, FuzzRoute route, IReadOnlyDictionary<string, IReadOnlyList<string>> known, string token)
    {
        var method = random.Next(10) == 0 ? Methods[random.Next(Methods.Length)] : route.Method;
        var body = method is "GET" or "HEAD" or "TRACE" || random.Next(8) == 0 ? [] : BodyGenerator.Of(route.Operation, random);
        var target = Path(route.Fill(known, random), random) + Query(route.Operation, random);
        var truncated = body.Length > 0 && random.Next(20) == 0;
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        if (Token(token, random) is { } sent)
            Add("X-Auth-Token", sent);
        foreach (var (name, values) in Read.Where(_ => random.Next(8) == 0))
            Add(name, random.Next(2) == 0 ? values[random.Next(values.Length)] : Nonsense.Text(random));
        if (body.Length > 0 && random.Next(15) > 0)
            Add("Content-Type", random.Next(8) == 0 ? Types[random.Next(Types.Length)] : "application/json");
        if (body.Length > 0)
            Add("Content-Length", (body.Length + (truncated ? random.Next(1, 2000) : 0)).ToString(CultureInfo.InvariantCulture));
        return new FuzzRequest(route, method, target, Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), body, truncated);

        void Add(string name, string value) => head.Append(CultureInfo.InvariantCulture, $"{name}: {value.ReplaceLineEndings(" ")}\r\n");
    }

    public byte[] Bytes => [.. Head, .. Body];

    public override string ToString() => Encoding.UTF8.GetString(Head) + Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 600)));

    private static string? Token(string valid, Random random) => random.Next(25) switch
    {
        0 => null,
        1 => Nonsense.Text(random),
        2 => valid + "\u00e4",
        _ => valid,
    };

    private static string Path(string filled, Random random) => random.Next(20) switch
    {
        0 => filled + "/",
        1 => "/" + filled,
        2 => filled.ToUpperInvariant(),
        3 => $"{filled}/{Uri.EscapeDataString(Nonsense.Text(random))}",
        4 => filled.Replace("/v1", "/v2", StringComparison.Ordinal),
        5 => filled + "%00",
        6 => filled + "%c0%ae",
        _ => filled,
    };

    private static string Query(JsonElement operation, Random random)
    {
        if (random.Next(2) == 0)
            return "";
        var known = operation.ValueKind == JsonValueKind.Object && operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!).ToList() : [];
        var pairs = Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        {
            var name = known.Count > 0 && random.Next(5) > 0 ? known[random.Next(known.Count)] : Uri.EscapeDataString(Nonsense.Text(random));
            return random.Next(10) switch { 0 => name, 1 => $"{name}=%ff%00", 2 => $"{name}=%", _ => $"{name}={Uri.EscapeDataString(Nonsense.Text(random))}" };
        });
        return "?" + string.Join('&', pairs);
    }
}

using System.Text.Json.Nodes;

namespace Respite.Server.Tests.Fuzz;

/// <summary>Values that break what does not look at them.</summary>
internal static class Nonsense
{
    private static readonly string[] Texts =
    [
        "", " ", "nothing", "compute-01", "compute-02", "COMPUTE-01", "true", "null", "0", "1", "-1", "NaN", "1e999", "0x10", "99999999999999999999", "9223372036854775807", "-9223372036854775808",
        "..", "../../etc/passwd", "%2e%2e", "%00", "%ff%fe", "%", "%zz", "a/b", "a b", "a\tb", "\u202e", "\u0001", "\ud83d\ude00", "\u00e4\u00f6", "id,host", "id,,host", ",", "seq:desc", "host:asc", "created_at:", ":", "*", "'; DROP TABLE maintenances; --",
        "{id}", "${jndi}", "<script>", "a=b", "=", "a=b,c=d", "draining", "2026-01-31T22:00:00Z", "2026-13-45", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999-14:00", "https://127.0.0.1:9/hook", "https://", "http://[::1", "file:///etc/passwd",
        "name:*", "metadata:=1", "\"1\"", "W/\"1\"", "\"", "text/event-stream", "maintenance.created", "019b1ee2-0000-7000-8000-000000000000",
    ];

    public static string Word(Random random) => Texts[random.Next(Texts.Length)];

    public static string Text(Random random) => random.Next(12) switch
    {
        0 => new string('a', random.Next(1, 3000)),
        1 => string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => (char)random.Next(1, 0x2fff))),
        _ => Word(random),
    };

    public static JsonNode? Json(Random random, int depth = 0) => random.Next(depth > 3 ? 6 : 9) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(random.Next(-5, 50)),
        3 => JsonValue.Create((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-5, 300))),
        4 => JsonValue.Create(long.MaxValue),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth + 1))]),
        7 => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(n => KeyValuePair.Create($"{n}{Text(random)}", Json(random, depth + 1)))),
        _ => JsonValue.Create(Text(random)),
    };

    /// <summary>What claims to be JSON.</summary>
    public static byte[] Bytes(Random random) => random.Next(14) switch
    {
        0 => [],
        1 => "{\"host\": \"compute-01\""u8.ToArray(),
        2 => System.Text.Encoding.UTF8.GetBytes(new string('[', random.Next(10, 5000))),
        3 => System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", random.Next(10, 3000)))),
        4 => "{\"host\": \"\xff\xfe\"}"u8.ToArray(),
        5 => [0xff, 0xfe, (byte)'{', 0, (byte)'}', 0],
        6 => [0xef, 0xbb, 0xbf, (byte)'{', (byte)'}'],
        7 => "{\"host\": \"a\", \"host\": \"b\"}"u8.ToArray(),
        8 => "{\"host\": \"\\ud800\", \"\\udc00\": \"\\u0000\"}"u8.ToArray(),
        9 => "{\"host\": NaN, /* why */ }"u8.ToArray(),
        10 => System.Text.Encoding.UTF8.GetBytes($"{{\"reason\": \"{new string('x', random.Next(1, 200_000))}\"}}"),
        11 => "{\"host\": 1e999, \"hosts\": -1E-999, \"limit\": 123456789012345678901234567890}"u8.ToArray(),
        12 => System.Text.Encoding.UTF8.GetBytes($"{{\"host\": {new string('9', random.Next(20, 5000))}}}"),
        _ => Garbage(random),
    };

    private static byte[] Garbage(Random random)
    {
        var bytes = new byte[random.Next(1, 500)];
        random.NextBytes(bytes);
        return bytes;
    }
}

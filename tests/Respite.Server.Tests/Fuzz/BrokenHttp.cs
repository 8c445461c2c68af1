using System.Text;

namespace Respite.Server.Tests.Fuzz;

/// <summary>What no client library sends: broken request lines, headers and framing.</summary>
internal static class BrokenHttp
{
    private static readonly string[] Heads =
    [
        "GET", "GET /v1/hosts", "GET  /v1/hosts HTTP/1.1", "G\u0001T /v1/hosts HTTP/1.1", "GET /v1/hosts HTTP/9.9", "GET http://[ HTTP/1.1", "GET /v1/%00 HTTP/1.1", "GET /v1/hosts\u00e9 HTTP/1.1", "CONNECT a:1 HTTP/1.1", "OPTIONS * HTTP/1.1",
        "GET /v1/../../v1/hosts HTTP/1.1", "GET ?a HTTP/1.1", "GET //v1/hosts HTTP/1.1", "PRI * HTTP/2.0", "POST /v1/plans HTTP/1.1", "POST /v1/maintenances HTTP/1.0",
    ];

    private static readonly string[] Lines =
    [
        "Host: a", "Host:", "Host: a, b", "Host: \u0000", "Content-Length: -1", "Content-Length: 5, 6", "Content-Length: 99999999999999999999", "Content-Length: 10", "Content-Length: 2000000", "Transfer-Encoding: chunked", "Transfer-Encoding: nonsense",
        ": no name", "no colon", " folded", "X-Auth-Token: \u00ff\u0001", "X: " + "y", "Expect: 100-continue", "Expect: nonsense", "Upgrade: h2c", "Connection: Upgrade", "Content-Type: application/json",
    ];

    private static readonly string[] Bodies = ["", "{}", "5\r\n{\"a\":\r\n", "zz\r\n", "ffffffffffffffff\r\n", "0\r\n\r\n", "\u0000\u0000"];

    public static byte[] Of(Random random, string token) => Encoding.Latin1.GetBytes(string.Concat(
        Heads[random.Next(Heads.Length)], "\r\n",
        random.Next(4) > 0 ? "Host: localhost\r\n" : "",
        random.Next(2) == 0 ? $"X-Auth-Token: {token}\r\n" : "",
        string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => Lines[random.Next(Lines.Length)] + "\r\n")),
        random.Next(20) == 0 ? $"X: {new string('z', 40_000)}\r\n" : "",
        random.Next(8) > 0 ? "\r\n" : "",
        Bodies[random.Next(Bodies.Length)]));
}

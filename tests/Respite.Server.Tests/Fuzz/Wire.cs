using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Respite.Server.Tests.Fuzz;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Type">The media type alone.</param>
internal sealed record WireAnswer(int Status, string? Type, string Body);

/// <summary>Bytes to the server over a connection of their own, as no client library would send them, and what comes back.</summary>
internal static class Wire
{
    /// <summary>One address may ask for so much and no more: with so many, none does.</summary>
    private const int Addresses = 128;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="number">Says from which address of this machine it comes.</param>
    /// <param name="ends">The sending side is closed after the request.</param>
    /// <returns>Null: the server has ended the connection without a word.</returns>
    /// <exception cref="TimeoutException">It has neither answered nor ended the connection.</exception>
    public static async Task<WireAnswer?> SendAsync(Uri server, int number, byte[] request, bool ends, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(new IPAddress([127, 1, 0, (byte)(1 + (number % Addresses))]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, server.Port, patience.Token);
        using var answer = new MemoryStream();
        try
        {
            var sending = SendAsync(socket, request, ends, patience.Token);
            await ReadAsync(socket, answer, patience.Token);
            await sending;
        }
        catch (SocketException)
        {
            // Reset, with what was read until then: the server does not read all of what it refuses.
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"no end of the answer within {Patience.TotalSeconds} s");
        }
        return answer.Length == 0 || IsHttp2(answer.GetBuffer()) ? null : Parse(answer.ToArray());
    }

    private static async Task SendAsync(Socket socket, byte[] request, bool ends, CancellationToken cancel)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await socket.SendAsync(request.AsMemory(sent), SocketFlags.None, cancel);
        if (ends)
            socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Until the server ends it; of a stream of events, until it has begun.</summary>
    private static async Task ReadAsync(Socket socket, MemoryStream into, CancellationToken cancel)
    {
        var part = new byte[32_768];
        while (await socket.ReceiveAsync(part, SocketFlags.None, cancel) is > 0 and var length)
        {
            into.Write(part, 0, length);
            if (into.GetBuffer().AsSpan(0, (int)Math.Min(into.Length, 2000)).IndexOf("Content-Type: text/event-stream"u8) >= 0)
                return;
        }
    }

    /// <summary>Its frames begin with a length of three bytes. One is sent back to who speaks HTTP/2 without having been asked to: speak HTTP/1.1.</summary>
    private static bool IsHttp2(byte[] answer) => answer is [0, ..];

    private static WireAnswer Parse(byte[] answer)
    {
        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = Encoding.Latin1.GetString(end < 0 ? answer : answer.AsSpan(0, end)).Split("\r\n");
        if (end < 0 || head[0].Split(' ') is not ["HTTP/1.1", { Length: 3 } status, ..])
            throw new InvalidDataException($"no HTTP: {head[0]}");
        var headers = head.Skip(1).Select(line => line.Split(": ", 2)).ToLookup(pair => pair[0], pair => pair[^1], StringComparer.OrdinalIgnoreCase);
        var body = answer[(end + 4)..];
        return new WireAnswer(
            int.Parse(status, CultureInfo.InvariantCulture), headers["Content-Type"].FirstOrDefault()?.Split(';')[0],
            Encoding.UTF8.GetString(headers["Transfer-Encoding"].Contains("chunked") ? Joined(body) : body));
    }

    private static byte[] Joined(byte[] chunks)
    {
        var joined = new List<byte>();
        for (var at = 0; at < chunks.Length;)
        {
            var line = chunks.AsSpan(at).IndexOf("\r\n"u8);
            var length = line < 0 ? 0 : int.Parse(Encoding.ASCII.GetString(chunks, at, line), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (length == 0)
                break;
            joined.AddRange(chunks.AsSpan(at + line + 2, Math.Min(length, chunks.Length - at - line - 2)));
            at += line + 2 + length + 2;
        }
        return [.. joined];
    }
}

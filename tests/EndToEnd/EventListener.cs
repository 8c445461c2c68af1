using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Respite.EndToEnd.Tests;

/// <summary>The API of a served cloud as its callers reach it, over sockets of their own.</summary>
internal sealed class EventListener : IDisposable
{
    private readonly Uri url;
    private readonly string token;
    private readonly HttpClient client;

    /// <param name="address">The caller's own, on loopback: what one may ask for is limited for each.</param>
    public EventListener(CloudFolder folder, IPAddress address)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.StateDirectory, "endpoint.json")));
        url = new Uri(file.RootElement.GetProperty("url").GetString()!);
        token = file.RootElement.GetProperty("token").GetString()!;
        client = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, cancel) => new NetworkStream(await ConnectAsync(address, cancel), ownsSocket: true) })
        {
            BaseAddress = url, DefaultRequestHeaders = { { "X-Auth-Token", token } }, Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<JsonElement> ReadAsync(string path, CancellationToken cancel) => JsonDocument.Parse(await client.GetStringAsync(path, cancel)).RootElement;

    /// <summary>Opens a stream of the journal after this event; it is open when this returns.</summary>
    public async Task<Stream> OpenAsync(long after, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        request.Headers.Add("Accept", "text/event-stream");
        request.Headers.Add("Last-Event-ID", after.ToString(CultureInfo.InvariantCulture));
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStreamAsync(cancel);
    }

    /// <summary>Asks for the whole journal on a socket that takes next to nothing, and that nobody reads.</summary>
    public async Task<Socket> OpenUnreadAsync(CancellationToken cancel)
    {
        var socket = await ConnectAsync(IPAddress.Loopback, cancel, receiveBuffer: 1);
        await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes($"GET /v1/events HTTP/1.1\r\nHost: {url.Authority}\r\nAccept: text/event-stream\r\nX-Auth-Token: {token}\r\n\r\n"), cancel);
        return socket;
    }

    /// <summary>The ids of the events on a stream, up to the one that says the host is in maintenance. The stream stays open.</summary>
    public static async Task<List<long>> IdsAsync(Stream stream, CancellationToken cancel)
    {
        var ids = new List<long>();
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                ids.Add(long.Parse(line["id: ".Length..], CultureInfo.InvariantCulture));
            if (line.StartsWith("data: ", StringComparison.Ordinal) && IsLast(JsonDocument.Parse(line["data: ".Length..]).RootElement))
                return ids;
        }
        throw new EndOfStreamException($"The stream has ended after event {ids.LastOrDefault()}.");
    }

    public void Dispose() => client.Dispose();

    private static bool IsLast(JsonElement e) =>
        e.GetProperty("type").GetString() == "maintenance.state" && e.GetProperty("message").GetString()!.StartsWith("in maintenance", StringComparison.Ordinal);

    private async Task<Socket> ConnectAsync(IPAddress from, CancellationToken cancel, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer is { } bytes)
            socket.ReceiveBufferSize = bytes;
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Parse(url.Host), url.Port, cancel);
        return socket;
    }
}

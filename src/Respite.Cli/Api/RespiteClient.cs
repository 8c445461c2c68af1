using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Respite.Cli.Api;

/// <summary>The server's REST API under <c>/v1</c>. Answers are kept as JSON, so that what is printed is what the server said.</summary>
public sealed class RespiteClient : IDisposable
{
    private readonly HttpClient http;
    private readonly string refused;

    /// <param name="token">Of the server's token file, or a Keystone token.</param>
    public RespiteClient(Uri url, string token)
        : this(url, Network(url), "the token: set RESPITE_TOKEN to the one in its token file, or to a valid Keystone token.") => http.DefaultRequestHeaders.Add("X-Auth-Token", token);

    /// <param name="tokens">Disposed with the client.</param>
    public RespiteClient(Uri url, TokenSource tokens)
        : this(url, new KeystoneHandler(tokens, Network(url)), $"the token of {tokens.Cloud}'s Keystone: does it serve that cloud? Else name the right one with --os-cloud, or set RESPITE_TOKEN.")
    {
    }

    private RespiteClient(Uri url, HttpMessageHandler handler, string refused)
    {
        Url = url;
        this.refused = refused;
        http = new HttpClient(handler) { BaseAddress = new Uri(url.AbsoluteUri.TrimEnd('/') + "/") };
    }

    public Uri Url { get; }

    public void Dispose() => http.Dispose();

    /// <param name="path">Without a leading slash: <c>v1/hosts</c>.</param>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancel) => SendAsync(HttpMethod.Get, path, null, cancel);

    /// <summary>An answer that is not JSON, as it came.</summary>
    /// <param name="type">The media type to ask for.</param>
    public Task<string> GetTextAsync(string path, string type, CancellationToken cancel) =>
        SendAsync(HttpMethod.Get, path, null, type, (answer, stop) => answer.Content.ReadAsStringAsync(stop), cancel);

    public Task<JsonElement> PostAsync(string path, JsonObject body, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, path, body, cancel);

    public Task<JsonElement> PutAsync(string path, JsonObject body, CancellationToken cancel) => SendAsync(HttpMethod.Put, path, body, cancel);

    public Task DeleteAsync(string path, CancellationToken cancel) => SendAsync(HttpMethod.Delete, path, null, cancel);

    /// <summary>Opens <c>v1/events</c> as an event stream; it goes on until the server ends it.</summary>
    public async Task<Stream> EventStreamAsync(string maintenance, long after, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, EventsPath(maintenance, after));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (after > 0) request.Headers.Add("Last-Event-ID", after.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (!response.IsSuccessStatusCode) throw await RefusalAsync(response, cancel);
        return await response.Content.ReadAsStreamAsync(cancel);
    }

    public async Task<IReadOnlyList<JournalEvent>> EventsAsync(string maintenance, long after, CancellationToken cancel)
    {
        var page = await GetAsync(EventsPath(maintenance, after), cancel);
        return page.Deserialize(WireJson.Default.JournalPage)?.Events ?? [];
    }

    private static SocketsHttpHandler Network(Uri url) => new() { UseProxy = !url.IsLoopback, AllowAutoRedirect = false };

    private static string EventsPath(string maintenance, long after) =>
        $"v1/events?maintenance={Uri.EscapeDataString(maintenance)}&marker={after}";

    private Task<JsonElement> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancel) =>
        SendAsync(method, path, body, "application/json", JsonAsync, cancel);

    private async Task<T> SendAsync<T>(
        HttpMethod method, string path, JsonObject? body, string type, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, cancel);
            if (!response.IsSuccessStatusCode) throw await RefusalAsync(response, cancel);
            return await read(response, cancel);
        }
        catch (HttpRequestException unreachable)
        {
            throw new CliException(
                $"cannot reach the server at {Url}: {Innermost(unreachable)}. Is it running, and is --server (or RESPITE_SERVER) right?",
                cause: unreachable);
        }
        catch (JsonException junk)
        {
            throw new CliException($"{Url} answered something that is not JSON: is it a Respite server?", cause: junk);
        }
        catch (TaskCanceledException slow) when (!cancel.IsCancellationRequested)
        {
            throw new CliException($"the server at {Url} did not answer within {http.Timeout.TotalSeconds:0} s.", cause: slow);
        }
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.StatusCode == HttpStatusCode.NoContent) return default;
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var document = await JsonDocument.ParseAsync(stream, default, cancel);
        return document.RootElement.Clone();
    }

    private async Task<Exception> RefusalAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        using var _ = response;
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            return new ApiException(401, new Problem { Detail = $"the server at {Url} does not accept {refused}" });

        var text = await response.Content.ReadAsStringAsync(cancel);
        try
        {
            if (JsonSerializer.Deserialize(text, WireJson.Default.Problem) is { } problem)
                return new ApiException((int)response.StatusCode, problem);
        }
        catch (JsonException)
        {
            // Not a problem document, so a proxy's page or another service: the status is all there is.
        }

        return new CliException($"{Url} answered {(int)response.StatusCode} {response.ReasonPhrase}: is it a Respite server?");
    }

    private static string Innermost(Exception e) => e.GetBaseException().Message.TrimEnd('.');
}

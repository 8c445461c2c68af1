using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Respite.Server.Webhooks;

/// <summary>Sends one message to a receiver. Nothing that it answers is read but its status.</summary>
/// <param name="patience">How long a receiver may take.</param>
internal sealed class WebhookSender(TimeProvider clock, TimeSpan patience) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        // A redirect would take signed events to wherever the receiver, or who speaks for it, likes.
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <returns>Why it was not taken, in words that hold no secret; null: it was.</returns>
    public async Task<string?> SendAsync(Uri url, Message message, byte[] secret, CancellationToken cancel)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Message.ContentType, "utf-8");
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", message.Sign(secret, timestamp));
        request.Headers.UserAgent.ParseAdd("respite");
        using var limit = new CancellationTokenSource(patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode ? null
                : (int)answer.StatusCode is >= 300 and < 400 ? $"answered {(int)answer.StatusCode}: redirects are not followed"
                : $"answered {(int)answer.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return e is { HttpRequestError: HttpRequestError.ConnectionError } && e.GetBaseException() is SocketException socket
                ? $"cannot be reached: {socket.SocketErrorCode}"
                : $"did not answer: {e.HttpRequestError}";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"did not answer within {patience.TotalSeconds:0.#} s";
        }
    }

    public void Dispose() => http.Dispose();
}

using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using System.Text;

namespace Respite.OpenStack.Session;

/// <summary>HTTP, with reads (and only reads) tried again while the cloud is in trouble.</summary>
internal sealed class Transport : IDisposable
{
    /// <summary>A page of a long list may take so many times as long as another request.</summary>
    private const int LongFactor = 4;
    private static readonly Meter Meter = new("Respite.OpenStack");
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("respite.openstack.requests", description: "Requests sent to the cloud");

    private readonly HttpClient http;
    private readonly TimeSpan timeout;
    private readonly TimeProvider clock;
    private readonly Random jitter;

    public Transport(CloudConfig config, TimeProvider clock, HttpMessageHandler? handler, Random jitter)
    {
        this.jitter = jitter;
        this.clock = clock;
        timeout = config.RequestTimeout;
        http = new HttpClient(handler ?? Connections.Handler(config), disposeHandler: handler is null) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <returns>Any answer, be it an error.</returns>
    /// <exception cref="OpenStackException">There was none.</exception>
    public async Task<HttpAnswer> SendAsync(Request request, CancellationToken cancel)
    {
        var started = clock.GetUtcNow();
        for (var attempt = 0; ; attempt++)
        {
            var pause = Pauses.Before(attempt, jitter.NextDouble());
            try
            {
                var answer = await SendOnceAsync(request, cancel);
                if (!request.IsRead || !Pauses.IsTrouble(answer.Status))
                    return answer;
                pause = Pauses.OrAsAsked(pause, answer.Header("Retry-After"), clock.GetUtcNow());
                if (!HasTimeFor(pause))
                    return answer;
            }
            catch (HttpRequestException e)
            {
                if (!request.IsRead || !ConnectionFailure.IsPassing(e) || !HasTimeFor(pause))
                    throw ConnectionFailure.Explain(request, e);
            }
            await Task.Delay(pause, clock, cancel);
        }

        bool HasTimeFor(TimeSpan pause) => clock.GetUtcNow() - started + pause <= Pauses.Patience;
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpAnswer> SendOnceAsync(Request request, CancellationToken cancel)
    {
        Requests.Add(1);
        var allowed = request.IsLong ? timeout * LongFactor : timeout;
        using var limit = new CancellationTokenSource(allowed, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        using var message = Message(request);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, either.Token);
            // JSON is UTF-8, whatever charset a proxy's page names.
            var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(either.Token));
            var headers = response.Headers.ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase);
            return new HttpAnswer(request, response.StatusCode, text, headers);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw limit.IsCancellationRequested
                ? new OpenStackException(
                    OpenStackError.Timeout,
                    $"{request.Call}: no answer from {request.Uri.Authority} within {allowed.TotalSeconds:0.#} s{ConnectionFailure.MayBeDone(request)}", cause: e)
                : new OpenStackException(OpenStackError.Unreachable, $"{request.Call}: {request.Uri.Authority} does not take the connection (is it down, or behind a firewall?)", cause: e);
        }
    }

    private static HttpRequestMessage Message(Request request)
    {
        var message = new HttpRequestMessage(request.Method, request.Uri);
        // A length, never chunks: uwsgi drops the body of a chunked request (400 from Nova, Keystone, Placement, Neutron).
        // An empty body, never none, for a change: .NET itself sends a request without a body twice when a kept connection turns out to be dead.
        if (!request.IsRead)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body ?? ""));
        if (request.Body is not null)
            message.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }
}

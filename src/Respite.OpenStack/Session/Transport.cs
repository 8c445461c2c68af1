using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Respite.OpenStack.Session;

/// <summary>HTTP, with reads (and only reads) tried again while the cloud is in trouble.</summary>
internal sealed class Transport : IDisposable
{
    /// <summary>A page of a long list may take so many times as long as another request.</summary>
    private const int LongFactor = 4;
    private static readonly Meter Meter = new("Respite.OpenStack");
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("respite.openstack.requests", description: "Requests sent to the cloud, each try by itself; status none: no answer");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "respite.openstack.request.duration", "s", "How long the cloud takes to answer", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });

    private static readonly ActivitySource Source = new("Respite.OpenStack");

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
            var sent = clock.GetTimestamp();
            try
            {
                var answer = await SendOnceAsync(request, cancel);
                Count(request, ((int)answer.Status).ToString(CultureInfo.InvariantCulture), clock.GetElapsedTime(sent));
                if (!request.IsRead || !Pauses.IsTrouble(answer.Status))
                    return answer;
                pause = Pauses.OrAsAsked(pause, answer.Header("Retry-After"), clock.GetUtcNow());
                if (!HasTimeFor(pause))
                    return answer;
            }
            catch (HttpRequestException e)
            {
                Count(request, "none", clock.GetElapsedTime(sent));
                if (!request.IsRead || !ConnectionFailure.IsPassing(e) || !HasTimeFor(pause))
                    throw ConnectionFailure.Explain(request, e);
            }
            catch (OpenStackException)
            {
                Count(request, "none", clock.GetElapsedTime(sent));
                throw;
            }
            await Task.Delay(pause, clock, cancel);
        }

        bool HasTimeFor(TimeSpan pause) => clock.GetUtcNow() - started + pause <= Pauses.Patience;
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpAnswer> SendOnceAsync(Request request, CancellationToken cancel)
    {
        using var span = Activity.Current is null ? null : Source.StartActivity(request.Call, ActivityKind.Client);
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
            var answer = new HttpAnswer(request, response.StatusCode, text, headers);
            span?.SetTag("http.request.method", request.Method.Method).SetTag("http.response.status_code", (int)answer.Status).SetTag("openstack.request_id", answer.RequestId)
                .SetStatus(answer.IsSuccess ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
            return answer;
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

    private static void Count(Request request, string status, TimeSpan time)
    {
        KeyValuePair<string, object?> service = new("service", request.Service), method = new("method", request.Method.Method);
        Requests.Add(1, service, method, new KeyValuePair<string, object?>("status", status));
        Durations.Record(time.TotalSeconds, service, method);
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

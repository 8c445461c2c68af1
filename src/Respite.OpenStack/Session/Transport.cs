using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Respite.OpenStack.Session;

/// <summary>One request to the cloud. The path in <paramref name="Call"/> is for messages and holds no secret.</summary>
internal sealed record Request(string Call, HttpMethod Method, Uri Uri, string? Body = null)
{
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Nothing changes by asking it twice.</summary>
    public bool IsRead => Method == HttpMethod.Get || Method == HttpMethod.Head;
}

internal sealed record HttpAnswer(HttpStatusCode Status, string Body, Func<string, string?> Header)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public string? RequestId => Header("x-openstack-request-id") ?? Header("x-compute-request-id");
}

/// <summary>HTTP, with reads (and only reads) tried again while the cloud is in trouble.</summary>
internal sealed class Transport : IDisposable
{
    /// <summary>A read gives up after this, however often it was tried.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly Meter Meter = new("Respite.OpenStack");
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("respite.openstack.requests", description: "Requests sent to the cloud");

    private readonly HttpClient http;
    private readonly TimeSpan timeout;
    private readonly TimeProvider clock;
    private long count;

    public Transport(CloudConfig config, TimeProvider clock, HttpMessageHandler? handler)
    {
        this.clock = clock;
        timeout = config.RequestTimeout;
        http = new HttpClient(handler ?? Handler(config), disposeHandler: handler is null) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Requests sent so far, repeated ones included.</summary>
    public long Count => Interlocked.Read(ref count);

    public async Task<HttpAnswer> SendAsync(Request request, CancellationToken cancel)
    {
        var started = clock.GetUtcNow();
        for (var attempt = 0; ; attempt++)
        {
            var pause = FirstPause * Math.Pow(2, Math.Min(attempt, 4));
            try
            {
                var answer = await SendOnceAsync(request, cancel);
                if (!request.IsRead || !IsTrouble(answer.Status))
                    return answer;
                if (RetryAfter(answer) is { } asked)
                    pause = asked;
                if (clock.GetUtcNow() - started + pause > Patience)
                    return answer;
            }
            catch (OpenStackException e) when (request.IsRead && e.Error == OpenStackError.Unreachable && clock.GetUtcNow() - started + pause <= Patience)
            {
                // Tried again below.
            }
            await Task.Delay(pause, clock, cancel);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpAnswer> SendOnceAsync(Request request, CancellationToken cancel)
    {
        Interlocked.Increment(ref count);
        Requests.Add(1);
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        using var message = new HttpRequestMessage(request.Method, request.Uri);
        // A length, never chunks: uwsgi drops the body of a chunked request (400 from Nova, Keystone, Placement, Neutron).
        if (request.Body is { } body)
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, either.Token);
            var text = await response.Content.ReadAsStringAsync(either.Token);
            var headers = response.Headers.ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase);
            return new HttpAnswer(response.StatusCode, text, name => headers.GetValueOrDefault(name));
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new OpenStackException(OpenStackError.Timeout, $"{request.Call}: no answer from {request.Uri.Authority} within {timeout.TotalSeconds:0} s", cause: e);
        }
        catch (HttpRequestException e)
        {
            throw new OpenStackException(OpenStackError.Unreachable, $"{request.Call}: {request.Uri.Authority} cannot be reached: {e.Message}", cause: e);
        }
    }

    private static bool IsTrouble(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private TimeSpan? RetryAfter(HttpAnswer answer)
    {
        if (answer.Header("Retry-After") is not { } text)
            return null;
        if (int.TryParse(text, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(text, out var at) && at > clock.GetUtcNow() ? at - clock.GetUtcNow() : null;
    }

    private static SocketsHttpHandler Handler(CloudConfig config)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (config.AuthUrl.IsLoopback)
            handler.UseProxy = false;
#pragma warning disable CA5359 // verify: false is the operator's explicit word in clouds.yaml
        if (!config.Verify)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        else if (config.CaFile is { } file)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(authorities);
            handler.SslOptions.CertificateChainPolicy = policy;
        }
        return handler;
    }
}

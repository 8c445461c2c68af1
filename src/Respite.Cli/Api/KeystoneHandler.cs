using System.Net;

namespace Respite.Cli.Api;

/// <summary>Sends a Keystone token with each request; one that is refused has ended or was revoked, and is replaced once.</summary>
internal sealed class KeystoneHandler(TokenSource tokens, HttpMessageHandler network) : DelegatingHandler(network)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(null, cancellationToken);
        var answer = await SendAsync(request, token, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized) return answer;
        answer.Dispose();
        // Nothing has happened: who is not signed in gets no further than the gate.
        return await SendAsync(request, await tokens.GetAsync(token, cancellationToken), cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) tokens.Dispose();
        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token, CancellationToken cancel)
    {
        request.Headers.Remove("X-Auth-Token");
        request.Headers.Add("X-Auth-Token", token);
        return base.SendAsync(request, cancel);
    }
}

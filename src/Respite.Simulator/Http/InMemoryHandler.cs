using System.Net;
using System.Text;

namespace Respite.Simulator.Http;

/// <summary>The cloud's pipeline as a client's innermost handler: no socket, no thread, same answers.</summary>
internal sealed class InMemoryHandler(Pipeline pipeline) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("A request needs an address.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers)
            headers[name] = string.Join(",", values);
        var length = request.Content?.Headers.ContentLength;
        var reply = await pipeline.AnswerAsync(new SimRequest
        {
            Method = request.Method.Method,
            Path = uri.AbsolutePath,
            QueryString = uri.Query,
            Headers = headers,
            Body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false),
            Chunked = request.Content is not null && (request.Headers.TransferEncodingChunked == true || length is null),
            Origin = uri.GetLeftPart(UriPartial.Authority),
        }, cancellationToken).ConfigureAwait(false);
        if (reply is null)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The simulated cloud broke the connection.");

        var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { RequestMessage = request };
        response.Content = reply.Body is null ? new ByteArrayContent([]) : new StringContent(reply.Body, Encoding.UTF8, reply.ContentType);
        foreach (var (name, value) in reply.Headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }
}

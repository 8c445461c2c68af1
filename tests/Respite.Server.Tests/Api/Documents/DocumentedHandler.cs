namespace Respite.Server.Tests.Api.Documents;

/// <summary>Holds every answer that a test gets against the API's document.</summary>
internal sealed class DocumentedHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (type is "text/event-stream" or "text/csv" || request.RequestUri!.Query.Contains("fields=", StringComparison.Ordinal))
            return answer;
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        var misfits = CommittedDocument.Misfits(request.Method.Method, request.RequestUri.AbsolutePath, (int)answer.StatusCode, type, body);
        misfits.ShouldBeEmpty($"{request.Method} {request.RequestUri.PathAndQuery} answered {(int)answer.StatusCode} otherwise than docs/api/openapi.json says: {string.Join("; ", misfits)}");
        return answer;
    }
}

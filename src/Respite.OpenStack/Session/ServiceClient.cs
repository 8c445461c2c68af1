using System.Net;

namespace Respite.OpenStack.Session;

/// <summary>
/// One service of the cloud, spoken to at the highest microversion that both sides know. Found and negotiated once, at the first call.
/// </summary>
internal sealed class ServiceClient(OpenStackSession session, string name, string type, Microversion least, Microversion most)
{
    private readonly Lock gate = new();
    private Task<Found>? finding;

    private sealed record Found(Uri BaseUrl, Microversion Version);

    /// <summary>The microversion in use.</summary>
    /// <exception cref="OpenStackException">The cloud is too old or too new, or does not have the service.</exception>
    public async Task<Microversion> VersionAsync(CancellationToken cancel) => (await FindAsync(cancel)).Version;

    /// <exception cref="OpenStackException">NotFound as well.</exception>
    public async Task<Answer> GetAsync(string path, CancellationToken cancel) => Answer.Parse(await SendAsync(HttpMethod.Get, path, null, false, cancel));

    /// <summary>A page of a list that may be long: it is given more time.</summary>
    /// <param name="atMost">Where a later microversion shows less.</param>
    public async Task<Answer> GetPageAsync(string path, CancellationToken cancel, Microversion? atMost = null) =>
        Answer.Parse(await SendAsync(HttpMethod.Get, path, null, true, cancel, atMost));

    /// <returns>Null: the service itself says that there is no such thing. (A proxy's 404 does not mean that.)</returns>
    public async Task<Answer?> FindAsync(string path, CancellationToken cancel)
    {
        var answer = await SendAsync(HttpMethod.Get, path, null, false, cancel);
        return answer.Status == HttpStatusCode.NotFound && ErrorBody.Read(answer.Body).Key is not null ? null : Answer.Parse(answer);
    }

    /// <summary>A call that changes something: sent once.</summary>
    /// <returns>The id of the request.</returns>
    public async Task<string?> ChangeAsync(HttpMethod method, string path, string? body, CancellationToken cancel)
    {
        var answer = await SendAsync(method, path, body, false, cancel);
        if (!answer.IsSuccess)
            throw ErrorBody.Explain(answer);
        // Nova answers an action with nothing, a PUT with JSON: success said by anything else is not Nova's.
        if (answer.Body.Length > 0)
            Answer.Parse(answer);
        return answer.RequestId;
    }

    private async Task<HttpAnswer> SendAsync(HttpMethod method, string path, string? body, bool isLong, CancellationToken cancel, Microversion? atMost = null)
    {
        var (baseUrl, version) = await FindAsync(cancel);
        // For messages, without the query.
        var call = $"{name}: {method.Method} /{path.Split('?')[0]}";
        var request = new Request(call, method, new Uri(baseUrl, path), body) { IsLong = isLong };
        request.Headers["OpenStack-API-Version"] = $"{type} {(atMost < version ? atMost : version)}";
        try
        {
            return await session.SendAsync(request, cancel);
        }
        catch (OpenStackException e) when (e.Status == HttpStatusCode.NotAcceptable)
        {
            // The cloud was downgraded, or is half upgraded: the next call asks again what it can do.
            lock (gate)
                finding = null;
            throw;
        }
    }

    /// <summary>Shared by all who wait for it; what failed is tried again by the next.</summary>
    private Task<Found> FindAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            if (finding is null || finding.IsFaulted || finding.IsCanceled)
                finding = NegotiateAsync(CancellationToken.None);
            return finding.WaitAsync(cancel);
        }
    }

    private async Task<Found> NegotiateAsync(CancellationToken cancel)
    {
        var endpoint = await session.EndpointAsync(type, cancel)
            ?? throw new OpenStackException(OpenStackError.Unsupported, $"Cloud '{session.Config.Name}' has no {type} service in its catalog.");
        var root = VersionDocument.At(endpoint);
        var call = $"{name}: GET {root.AbsolutePath}";
        var answer = Answer.Parse(await session.SendAsync(new Request(call, HttpMethod.Get, root), cancel));
        var offer = VersionDocument.Read(answer, endpoint)
            ?? throw new OpenStackException(OpenStackError.Nonsense, $"{call}: the answer names no microversions; is {root} really {name}?");
        if (offer.Most < least || offer.Least > most)
        {
            throw new OpenStackException(
                OpenStackError.Unsupported,
                $"Cloud '{session.Config.Name}' is too {(offer.Most < least ? "old" : "new")}: its {name} offers {offer.Least} to {offer.Most}, and {least} to {most} are needed"
                + (offer.Most < least && type == "compute" ? " (2.72 is OpenStack Stein)." : "."));
        }
        return new Found(offer.BaseUrl, offer.Most < most ? offer.Most : most);
    }
}

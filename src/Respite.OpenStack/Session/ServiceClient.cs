using System.Net;

namespace Respite.OpenStack.Session;

/// <summary>
/// One service of the cloud, spoken to at the highest microversion that both sides know. Found and negotiated once, at the first call.
/// </summary>
internal sealed class ServiceClient(OpenStackSession session, string name, IReadOnlyList<string> types, Microversion least, Microversion most)
{
    private readonly Lock gate = new();
    private Task<Found>? finding;

    private sealed record Found(Uri BaseUrl, Microversion Version);

    /// <summary>The microversion in use.</summary>
    /// <exception cref="OpenStackException">The cloud is too old or too new, or does not have the service.</exception>
    public async Task<Microversion> VersionAsync(CancellationToken cancel) => (await FindAsync(cancel)).Version;

    /// <exception cref="OpenStackException">NotFound as well.</exception>
    public async Task<Answer> GetAsync(string path, CancellationToken cancel) => OpenStackSession.Parse(Call("GET", path), await SendAsync(HttpMethod.Get, path, null, cancel));

    /// <returns>Null: 404.</returns>
    public async Task<Answer?> FindAsync(string path, CancellationToken cancel)
    {
        var answer = await SendAsync(HttpMethod.Get, path, null, cancel);
        return answer.Status == HttpStatusCode.NotFound ? null : OpenStackSession.Parse(Call("GET", path), answer);
    }

    /// <summary>A call that changes something: sent once.</summary>
    /// <returns>The answer and the id of the request.</returns>
    public async Task<HttpAnswer> ChangeAsync(HttpMethod method, string path, string? body, CancellationToken cancel)
    {
        var answer = await SendAsync(method, path, body, cancel);
        return answer.Status == HttpStatusCode.NotFound
            ? throw ErrorBody.Explain(Call(method.Method, path), answer.Status, answer.Body, answer.RequestId)
            : answer;
    }

    /// <summary>For messages: without the query.</summary>
    private string Call(string method, string path) => $"{name}: {method} /{path.Split('?')[0]}";

    private async Task<HttpAnswer> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancel)
    {
        var (baseUrl, version) = await FindAsync(cancel);
        return await session.SendAsync(
            () =>
            {
                var request = new Request(Call(method.Method, path), method, new Uri(baseUrl, path), body);
                request.Headers["OpenStack-API-Version"] = $"{types[0]} {version}";
                return request;
            },
            cancel);
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
        var url = await session.EndpointAsync(types, cancel)
            ?? throw new OpenStackException(OpenStackError.Unsupported, $"Cloud '{session.Config.Name}' has no {types[0]} service in its catalog.");
        var root = Root(url);
        var call = $"{name}: GET {root.AbsolutePath}";
        var answer = OpenStackSession.Parse(call, await session.SendAsync(() => new Request(call, HttpMethod.Get, root), cancel));
        var version = answer.Has("version") ? answer["version"] : answer.Items("versions").FirstOrDefault(v => v.Has("max_version") || v.Has("version"));
        var low = Microversion.Parse(version.OptionalText("min_version"));
        var high = Microversion.Parse(version.OptionalText("max_version") is { Length: > 0 } max ? max : version.OptionalText("version"));
        if (low is not { } from || high is not { } to)
            throw new OpenStackException(OpenStackError.Nonsense, $"{call}: the answer names no microversions; is {root} really {name}?");
        if (to < least || from > most)
        {
            throw new OpenStackException(
                OpenStackError.Unsupported,
                $"Cloud '{session.Config.Name}' is too {(to < least ? "old" : "new")}: its {name} offers {from} to {to}, and {least} to {most} are needed"
                + (to < least && types[0] == "compute" ? " (2.72 is OpenStack Stein)." : "."));
        }
        return new Found(url, to < most ? to : most);
    }

    /// <summary>The version document: Nova's endpoint may carry the project (<c>/v2.1/ID</c>).</summary>
    private static Uri Root(Uri url)
    {
        var at = url.AbsolutePath.IndexOf("/v2.1", StringComparison.Ordinal);
        return at < 0 ? url : new Uri(url, url.AbsolutePath[..(at + 5)] + "/");
    }
}

using System.Net;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.BlockStorage;

/// <summary>Cinder, API v3.</summary>
public sealed class BlockStorageClient
{
    // The service type and its aliases (service-types-authority), as far as they can be version 3.
    private static readonly string[] Types = ["block-storage", "block-store", "volumev3"];

    private readonly OpenStackSession session;

    internal BlockStorageClient(OpenStackSession session) => this.session = session;

    /// <summary>A volume of any project. Block Storage API v3: <c>GET /v3/volumes/{id}</c>. Admin, or its owner.</summary>
    /// <returns>Null: there is no such volume (any more), it is not to be seen, or the cloud has no Cinder.</returns>
    public async Task<Volume?> VolumeAsync(string id, CancellationToken cancel = default)
    {
        if (await EndpointAsync(cancel) is not { } url)
            return null;
        var path = $"volumes/{Uri.EscapeDataString(id)}";
        var request = new Request($"Cinder: GET /v3/{path}", HttpMethod.Get, new Uri(Root(url), path));
        try
        {
            var answer = await session.SendAsync(request, cancel);
            // Cinder's own 404, not a proxy's.
            return answer.Status == HttpStatusCode.NotFound && ErrorBody.Read(answer.Body).Key is not null ? null : Volume.Read(Answer.Parse(answer)["volume"]);
        }
        catch (OpenStackException e) when (e.Error == OpenStackError.Forbidden)
        {
            return null;
        }
    }

    private async Task<Uri?> EndpointAsync(CancellationToken cancel)
    {
        foreach (var type in Types)
            if (await session.EndpointAsync(type, cancel) is { } url)
                return url;
        return null;
    }

    /// <summary>The catalog's address ends in the version, goes on with the project (before Yoga), or names neither.</summary>
    private static Uri Root(Uri url) => url.Segments.Contains("v3/") ? url : new Uri(url, "v3/");
}

/// <param name="Encrypted">Its data is encrypted with a key that a key manager holds.</param>
public sealed record Volume(string Id, bool Encrypted)
{
    internal static Volume Read(Answer v) => new(v.Text("id"), v.Flag("encrypted"));
}

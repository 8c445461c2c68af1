using System.Net;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Identity;

/// <summary>Keystone v3.</summary>
public sealed class IdentityClient
{
    private readonly OpenStackSession session;

    internal IdentityClient(OpenStackSession session) => this.session = session;

    /// <summary>What somebody's token stands for. Keystone: <c>GET /v3/auth/tokens</c>.</summary>
    /// <returns>Null: Keystone does not know it, or it has expired or was revoked.</returns>
    public async Task<Token?> ValidateAsync(string token, CancellationToken cancel = default)
    {
        var uri = new Uri($"{session.Config.AuthUrl}/auth/tokens?nocatalog");
        var answer = await session.SendAsync(() => Request(uri, token), cancel);
        if (answer.Status == HttpStatusCode.NotFound)
            return null;
        return Token.Read(OpenStackSession.Parse("GET /v3/auth/tokens", answer)["token"]);
    }

    private static Request Request(Uri uri, string token)
    {
        var request = new Request("GET /v3/auth/tokens", HttpMethod.Get, uri);
        request.Headers["X-Subject-Token"] = token;
        return request;
    }
}

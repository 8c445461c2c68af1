using System.Net;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Identity;

/// <summary>Keystone v3.</summary>
public sealed class IdentityClient
{
    private readonly OpenStackSession session;

    internal IdentityClient(OpenStackSession session) => this.session = session;

    /// <summary>What somebody's token stands for. Keystone: <c>GET /v3/auth/tokens</c>. Needs a service, admin or system reader role for others' tokens.</summary>
    /// <returns>Null: it is no token, or Keystone does not know it, or it has expired or was revoked.</returns>
    public async Task<Token?> ValidateAsync(string token, CancellationToken cancel = default)
    {
        // What cannot stand in a header was never given out by a Keystone.
        if (token.Length == 0 || !token.All(c => c is > ' ' and <= '~'))
            return null;
        var request = new Request("GET /v3/auth/tokens", HttpMethod.Get, new Uri($"{session.Config.AuthUrl}/auth/tokens?nocatalog"));
        request.Headers["X-Subject-Token"] = token;
        var answer = await session.SendAsync(request, cancel);
        return answer.Status == HttpStatusCode.NotFound && ErrorBody.Read(answer.Body).Key is not null ? null : Token.Read(Answer.Parse(answer)["token"]);
    }
}

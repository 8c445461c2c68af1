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

    /// <summary>Signs somebody in with credentials of their own. Keystone: <c>POST /v3/auth/tokens</c>. Nothing of it is kept here.</summary>
    /// <returns>Null: Keystone refuses the credentials.</returns>
    /// <exception cref="OpenStackException">Keystone does not answer as it should.</exception>
    public async Task<string?> SignInAsync(UserCredentials credentials, CancellationToken cancel = default)
    {
        var config = credentials.At(session.Config);
        var request = new Request("POST /v3/auth/tokens", HttpMethod.Post, new Uri($"{config.AuthUrl}/auth/tokens"), TokenRequest.Body(config)) { Secret = credentials.Secret };
        var answer = await session.SendUnsignedAsync(request, cancel);
        // 400: a name that is none to Keystone, such as one that is too long. 403: the user's password has to be changed first, or the user is shut out.
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden)
            return null;
        return answer.IsSuccess ? answer.Header("X-Subject-Token") : throw ErrorBody.Explain(answer);
    }

    /// <summary>Ends a token. Keystone: <c>DELETE /v3/auth/tokens</c>, with that token itself. One that has ended already is no error.</summary>
    /// <exception cref="OpenStackException">Keystone does not answer.</exception>
    public async Task RevokeAsync(string token, CancellationToken cancel = default)
    {
        var request = new Request("DELETE /v3/auth/tokens", HttpMethod.Delete, new Uri($"{session.Config.AuthUrl}/auth/tokens"));
        request.Headers["X-Auth-Token"] = request.Headers["X-Subject-Token"] = token;
        await session.SendUnsignedAsync(request, cancel);
    }
}

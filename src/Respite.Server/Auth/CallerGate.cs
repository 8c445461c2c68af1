using Microsoft.AspNetCore.Http;
using Respite.Server.Api;

namespace Respite.Server.Auth;

/// <summary>
/// Finds out who calls: by the local token of <c>endpoint.json</c>, or by a Keystone token and its roles, in a header or in the console's
/// cookie. Who cannot be told gets no further, except to a route for anyone.
/// </summary>
internal sealed class CallerGate(Callers callers, Uri authUrl)
{
    private const string Token = "X-Auth-Token";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (RequiredAccess.Of(context) == Access.Anyone)
        {
            await next(context);
        }
        else if (await FindAsync(context) is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = $"Keystone uri=\"{authUrl}\"";
            await Problems.Of(StatusCodes.Status401Unauthorized, "Not signed in", !callers.TakesKeystone
                ? "Send the server's token as X-Auth-Token; it is in endpoint.json of its state directory."
                : "Send a valid Keystone token as X-Auth-Token.").ExecuteAsync(context);
        }
        else if (!context.Request.Headers.ContainsKey(Token) && SessionCookie.IsForged(context.Request))
        {
            await Problems.Of(StatusCodes.Status403Forbidden, "Not from the console",
                $"A change that is asked for with the console's cookie carries the header {SessionCookie.Header} as well, so that no other site can ask for it.").ExecuteAsync(context);
        }
        else
        {
            context.Features.Set(caller);
            await next(context);
        }
    }

    private async Task<Caller?> FindAsync(HttpContext context)
    {
        var token = context.Request.Headers[Token].ToString();
        return (token.Length > 0 ? token : SessionCookie.Token(context.Request)) is { } given ? await callers.FindAsync(given, context.RequestAborted) : null;
    }
}

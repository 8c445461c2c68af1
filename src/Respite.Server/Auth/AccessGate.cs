using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api;

namespace Respite.Server.Auth;

/// <summary>
/// Lets a request through to its route if the caller may: by the local token of <c>endpoint.json</c>, or by a Keystone token and its
/// roles, in a header or in the console's cookie. A route without <see cref="RequiredAccess"/> is not let through to anyone.
/// </summary>
internal sealed class AccessGate(Callers callers, Uri authUrl)
{
    private const string Token = "X-Auth-Token";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var needed = context.GetEndpoint()?.Metadata.GetMetadata<RequiredAccess>()?.Access;
        if (needed == Access.Anyone)
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
        else if (needed is null && context.GetEndpoint() is { RequestDelegate: { } refuse } and not RouteEndpoint)
        {
            // The router's own answer: the path is known, but not with this method or content type.
            await refuse(context);
            await Refused(context).ExecuteAsync(context);
        }
        else if (needed is null)
        {
            await Problems.Of(StatusCodes.Status404NotFound, "No such route", $"There is no {context.Request.Method} {context.Request.Path}; docs/api.md lists the routes.").ExecuteAsync(context);
        }
        else if (caller.Access < needed)
        {
            await Problems.Of(StatusCodes.Status403Forbidden, "Not allowed",
                $"{context.Request.Method} {context.Request.Path} takes the access of {needed.ToString()!.ToLowerInvariant()}; {caller.UserName} has that of {caller.Access.ToString().ToLowerInvariant()}. The roles that give it are configured under auth.").ExecuteAsync(context);
        }
        else
        {
            context.Features.Set(caller);
            await next(context);
        }
    }

    private static IResult Refused(HttpContext context) => context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
        ? Problems.Of(StatusCodes.Status405MethodNotAllowed, "Not with this method", $"{context.Request.Path} takes {context.Response.Headers.Allow}.")
        : Problems.Of(StatusCodes.Status415UnsupportedMediaType, "Not JSON", "Send the body as Content-Type: application/json, in UTF-8.");

    private async Task<Caller?> FindAsync(HttpContext context)
    {
        var token = context.Request.Headers[Token].ToString();
        return (token.Length > 0 ? token : SessionCookie.Token(context.Request)) is { } given ? await callers.FindAsync(given, context.RequestAborted) : null;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api;

namespace Respite.Server.Auth;

/// <summary>Lets a request through to its route if its caller may. A route without <see cref="RequiredAccess"/> is not let through to anyone.</summary>
internal static class AccessGate
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var needed = RequiredAccess.Of(context);
        if (needed == Access.Anyone)
        {
            await next(context);
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
        else if (Caller.Of(context) is var caller && caller.Access < needed)
        {
            await Problems.Of(StatusCodes.Status403Forbidden, "Not allowed",
                $"{context.Request.Method} {context.Request.Path} takes the access of {needed.ToString()!.ToLowerInvariant()}; {caller.UserName} has that of {caller.Access.ToString().ToLowerInvariant()}. The roles that give it are configured under auth.").ExecuteAsync(context);
        }
        else
        {
            await next(context);
        }
    }

    private static IResult Refused(HttpContext context) => context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
        ? Problems.Of(StatusCodes.Status405MethodNotAllowed, "Not with this method", $"{context.Request.Path} takes {context.Response.Headers.Allow}.")
        : Problems.Of(StatusCodes.Status415UnsupportedMediaType, "Not JSON", "Send the body as Content-Type: application/json, in UTF-8.");
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Respite.OpenStack.Session;
using Respite.Server.Api.Documents;
using Respite.Server.Auth;

namespace Respite.Server.Api;

/// <summary>Signing in for a browser: the server gets the token from Keystone and keeps it in a cookie that no script can read.</summary>
internal static partial class SessionRoutes
{
    private const string Route = "/v1/session";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Route, SignInAsync).For(Access.Anyone).Answers<SessionJson>().Refuses(401, 409, 500, 502, 503)
            .WithSummary("Signs a browser in. With a user's password, an application credential or a token; the token is kept in a cookie that only this server reads.");
        routes.MapGet(Route, Show).For(Access.Tenant).Answers<SessionJson>().WithName("show_session")
            .WithSummary("Says who is signed in, and what that may do.");
        routes.MapDelete(Route, SignOutAsync).For(Access.Tenant).WithMetadata(new AnswersNothing())
            .WithSummary("Signs a browser out. Its token is ended in Keystone.");
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SessionRequest request, Callers callers, OpenStackSession cloud, ILogger<SessionRequest> log, CancellationToken cancel)
    {
        if (request.Token is null && !callers.TakesKeystone)
            return Problems.Of(StatusCodes.Status409Conflict, "No signing in with Keystone", "This server lets in its own token alone; it is in endpoint.json of its state directory.");
        var token = request.Token ?? await cloud.Identity.SignInAsync(request.Credentials(), cancel);
        if (token is null || await callers.FindAsync(token, cancel) is not { } caller)
        {
            LogRefused(log, request.Who, context.Connection.RemoteIpAddress);
            return Problems.Of(StatusCodes.Status401Unauthorized, "Not signed in", request.Token is null
                ? "Keystone refuses this: look at the user, password, domain and project."
                : "The token is wrong or has ended.");
        }
        LogSignedIn(log, caller.UserName, context.Connection.RemoteIpAddress, caller.Access);
        SessionCookie.Set(context, token);
        return Results.Ok(SessionJson.Of(caller));
    }

    private static IResult Show(HttpContext context) => Results.Ok(SessionJson.Of(Caller.Of(context)));

    private static async Task<IResult> SignOutAsync(HttpContext context, Callers callers, OpenStackSession cloud, CancellationToken cancel)
    {
        // A token in a header is its owner's, who may need it elsewhere; the one in the cookie was made for this browser, unless it is the server's own.
        if (SessionCookie.Token(context.Request) is { } token)
        {
            SessionCookie.Clear(context);
            if (Caller.Of(context) != Caller.Local)
            {
                await cloud.Identity.RevokeAsync(token, cancel);
                callers.Forget(token);
            }
        }
        return Results.NoContent();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{User} has signed in at the console from {Address}, with the access {Access}")]
    private static partial void LogSignedIn(ILogger log, string user, System.Net.IPAddress? address, Access access);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Who} from {Address} was not let in at the console")]
    private static partial void LogRefused(ILogger log, string who, System.Net.IPAddress? address);
}

/// <param name="Access">What the caller may do; each includes those before it: tenant, reader, operator, admin.</param>
internal sealed record SessionJson(string UserId, string UserName, string? ProjectId, Access Access)
{
    public static SessionJson Of(Caller caller) => new(caller.UserId, caller.UserName, caller.ProjectId, caller.Access);
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Respite.Server.Api;
using Respite.Server.Store;

namespace Respite.Server.Auth;

/// <summary>Records every request that would change something, with its answer, before the caller sees that.</summary>
internal sealed partial class AuditGate(AuditStore store, TimeProvider clock, ILogger log)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (ChangesNothing(context))
        {
            await next(context);
            return;
        }
        var answer = await HeldAnswer.OfAsync(context, next);
        await RecordAsync(context);
        await answer.SendAsync(context);
    }

    private async Task RecordAsync(HttpContext context)
    {
        var (caller, words, status) = (Caller.Of(context), context.Features.Get<AuditWords>(), context.Response.StatusCode);
        LogAsked(caller.UserName, context.Request.Method, context.Request.Path, status);
        // Anybody with a project has a token: what they are refused must not fill the state.
        if (caller.Access < Access.Reader && status == StatusCodes.Status403Forbidden)
            return;
        try
        {
            await store.AddAsync(new AuditEntry(
                0, clock.GetUtcNow(), caller.UserId, caller.UserName, caller.ProjectId, $"{context.Connection.RemoteIpAddress}", context.TraceIdentifier,
                context.Request.Method, context.Request.Path, status, words?.Reason, words?.Ticket));
        }
        catch (Exception e) when (StoreOutage.Is(e))
        {
            throw new UnrecordedException(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{User} asked for {Method} {Path}: {Status}")]
    private partial void LogAsked(string user, string method, string path, int status);

    /// <summary>A route for anyone says nothing of the cloud, changes nothing whatever it is asked, and has nobody to name.</summary>
    private static bool ChangesNothing(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || RequiredAccess.Of(context) is null or Access.Anyone
        || context.GetEndpoint()!.Metadata.GetMetadata<ChangesNothing>()?.Holds(context.Request) == true;
}

/// <summary>On a route that is a POST and yet changes nothing (a plan).</summary>
/// <param name="Unless">A parameter with which it does.</param>
internal sealed record ChangesNothing(string? Unless = null)
{
    public bool Holds(HttpRequest request) => Unless is null || !request.Query.ContainsKey(Unless);
}

/// <summary>What a request has come to cannot be written down.</summary>
internal sealed class UnrecordedException(Exception cause) : Exception("The audit log cannot be written.", cause);

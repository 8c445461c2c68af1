using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Respite.Server.Auth;

namespace Respite.Server.Api;

/// <summary>Turns what a route throws, and a refusal without a word, into a problem; logs what is our own fault or the state's.</summary>
internal static partial class ErrorGate
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400 and not StatusCodes.Status499ClientClosedRequest and var status, ContentLength: null, ContentType: null })
                await Problems.Of(status, ReasonPhrases.GetReasonPhrase(status), $"{context.Request.Method} {context.Request.Path} has no other answer; docs/api.md lists the routes.").ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; the audit log and the figures still say how it ended.
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var problem = Problems.Of(e);
            var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Respite.Server.Api");
            if (problem is IStatusCodeHttpResult { StatusCode: StatusCodes.Status500InternalServerError })
                LogFault(log, e, context.Request.Path);
            else if (e is DbException or UnrecordedException)
                LogOutage(log, context.Request.Path, (e.InnerException ?? e).Message);
            context.Response.Headers.Location = default;
            context.Response.Headers.ETag = default;
            await problem.ExecuteAsync(context);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} failed")]
    private static partial void LogFault(ILogger log, Exception e, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} could not read or write the state: {Reason}")]
    private static partial void LogOutage(ILogger log, string path, string reason);
}

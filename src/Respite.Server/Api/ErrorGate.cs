using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Respite.Server.Api;

/// <summary>Turns what a route throws, and a refusal without a word, into a problem; logs only what is our own fault.</summary>
internal static partial class ErrorGate
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400 and var status, ContentLength: null, ContentType: null })
                await Problems.Of(status, ReasonPhrases.GetReasonPhrase(status), $"{context.Request.Method} {context.Request.Path} has no other answer; docs/api.md lists the routes.").ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var problem = Problems.Of(e);
            if (problem is IStatusCodeHttpResult { StatusCode: StatusCodes.Status500InternalServerError })
                LogFault(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Respite.Server.Api"), e, context.Request.Path);
            await problem.ExecuteAsync(context);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} failed")]
    private static partial void LogFault(ILogger log, Exception e, string path);
}

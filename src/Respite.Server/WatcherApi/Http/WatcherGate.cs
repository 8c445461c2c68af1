using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Respite.Server.Api;

namespace Respite.Server.WatcherApi.Http;

/// <summary>
/// What is Watcher's own about a request under <c>/watcher</c>: its microversion is agreed, and what any gate or route refuses is said in
/// Watcher's shape, JSON in a string in JSON, which its clients read.
/// </summary>
internal static class WatcherGate
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(WatcherRoutes.Prefix))
        {
            await next(context);
            return;
        }
        var asked = Microversion.Of(context.Request.Headers[Microversion.Header].ToString());
        var headers = context.Response.Headers;
        headers[Microversion.Header] = $"{Microversion.Service} {asked ?? new Microversion(0)}";
        headers["OpenStack-API-Minimum-Version"] = $"{new Microversion(0)}";
        headers["OpenStack-API-Maximum-Version"] = $"{new Microversion(Microversion.Highest)}";
        headers.Vary = Microversion.Header;
        if (asked is null)
        {
            await WriteAsync(context, StatusCodes.Status406NotAcceptable, $"There is no such microversion. There are {new Microversion(0)} to {new Microversion(Microversion.Highest)}.");
            return;
        }
        context.Features.Set(asked);
        await TranslateAsync(context, next);
    }

    private static async Task TranslateAsync(HttpContext context, RequestDelegate next)
    {
        var answer = await HeldAnswer.OfAsync(context, next);
        if (answer.Body.Length > 0 && context.Response is { StatusCode: >= 400 and var status, ContentType: { } type } && type.StartsWith("application/problem+json", StringComparison.Ordinal))
            await WriteAsync(context, status, (string?)JsonNode.Parse(answer.Body)?["detail"] ?? "");
        else
            await answer.SendAsync(context);
    }

    private static Task WriteAsync(HttpContext context, int status, string fault)
    {
        var told = new JsonObject { ["debuginfo"] = null, ["faultcode"] = status < 500 ? "Client" : "Server", ["faultstring"] = fault };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(new JsonObject { ["error_message"] = told.ToJsonString() }.ToJsonString(), context.RequestAborted);
    }
}

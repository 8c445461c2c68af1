using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>How this replica is, for load balancers and supervisors: to anyone, and nothing but a word.</summary>
internal static class HealthGate
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var word = context.Request.Path.Value switch
        {
            "/healthcheck" => "ok",
            "/readiness" => await ReadinessAsync(context.RequestServices.GetRequiredService<IMaintenanceStore>()),
            _ => null,
        };
        if (word is null)
        {
            await next(context);
            return;
        }
        if (word is not ("ok" or "ready"))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
        }
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($"{{\"status\":\"{word}\"}}");
    }

    /// <summary>Ready is who can read the state; without the cloud, maintenances wait and answers are given.</summary>
    private static async Task<string> ReadinessAsync(IMaintenanceStore store)
    {
        try
        {
            await store.ListOpenAsync();
            return "ready";
        }
        catch (Exception e) when (StoreOutage.Is(e))
        {
            return "the state cannot be read";
        }
    }
}

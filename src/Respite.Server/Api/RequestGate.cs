using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Respite.Server.Api.Documents;
using Respite.Server.Telemetry;
using Respite.Server.WebConsole;

namespace Respite.Server.Api;

/// <summary>What every answer carries: its request id, and headers that keep browsers and caches from making more of it than it is.</summary>
internal static class RequestGate
{
    private const string RequestId = "openstack-request-id";

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.TraceIdentifier = $"req-{Guid.NewGuid()}";
        var headers = context.Response.Headers;
        headers[RequestId] = context.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Policy(context.Request.Path);
        headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Respite.Server.Api");
        using var request = LogScopes.OfRequest(log, context.TraceIdentifier);
        using var maintenance = MaintenanceId(context) is { } id ? LogScopes.OfMaintenance(log, id) : null;
        await next(context);
    }

    /// <summary>What a browser may do with an answer that is a page.</summary>
    private static string Policy(PathString path) =>
        path.StartsWithSegments(ApiDocument.Browser) ? ApiDocument.BrowserPolicy
        : path.StartsWithSegments(ConsoleRoutes.Path) ? ConsoleRoutes.Policy
        : "default-src 'none'; frame-ancestors 'none'";

    private static string? MaintenanceId(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint route && route.RoutePattern.RawText!.StartsWith("/v1/maintenances/{id}", StringComparison.Ordinal) ? (string?)context.GetRouteValue("id") : null;
}

using Microsoft.AspNetCore.Http;
using Respite.Server.Api.Documents;

namespace Respite.Server.Api;

/// <summary>What every answer carries: its request id, and headers that keep browsers and caches from making more of it than it is.</summary>
internal static class RequestGate
{
    private const string RequestId = "openstack-request-id";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.TraceIdentifier = $"req-{Guid.NewGuid()}";
        var headers = context.Response.Headers;
        headers[RequestId] = context.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(ApiDocument.Browser) ? ApiDocument.BrowserPolicy : "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    }
}

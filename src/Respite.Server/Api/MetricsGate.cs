using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Respite.Server.Telemetry.Metrics;

namespace Respite.Server.Api;

/// <summary>
/// <c>GET /metrics</c>. With a token in the configuration, to whoever sends it as a bearer; without, to this machine: Prometheus speaks no
/// Keystone. What a proxy passes on does not come from this machine, whatever its address says.
/// </summary>
internal sealed class MetricsGate(string? token, Collector collector, StateFigures state)
{
    private static readonly MetricFamily Build = new(
        "respite_build_info", "gauge", "Which Respite this is", [new("", Exposition.Label("version", typeof(RespiteServer).Assembly.GetName().Version!.ToString(3)), 1)]);

    private readonly byte[]? wanted = token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}"));

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != "/metrics" || !HttpMethods.IsGet(context.Request.Method))
        {
            await next(context);
            return;
        }
        if (wanted is null ? IsRemote(context) : !Sends(context, wanted))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problems.Of(StatusCodes.Status401Unauthorized, "Not for everyone", wanted is null
                ? "Metrics are shown to this machine only; set metrics.token and send it as a bearer token to read them from another."
                : "Send metrics.token of the configuration as Authorization: Bearer.").ExecuteAsync(context);
            return;
        }
        var families = collector.Collect().Concat(await state.ReadAsync()).Append(Build);
        context.Response.ContentType = Exposition.ContentType;
        await context.Response.WriteAsync(Exposition.Write(families), context.RequestAborted);
    }

    private static bool IsRemote(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address)
        || context.Request.Headers.Keys.Any(name => name is "Forwarded" or "Via" || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name == "X-Real-IP");

    private static bool Sends(HttpContext context, byte[] wanted) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString())), wanted);
}

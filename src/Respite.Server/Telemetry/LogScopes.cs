using Microsoft.Extensions.Logging;

namespace Respite.Server.Telemetry;

/// <summary>What every line says that is logged while something is done: for which request, for which maintenance.</summary>
internal static class LogScopes
{
    private static readonly Func<ILogger, string, IDisposable?> Request = LoggerMessage.DefineScope<string>("request {RequestId}");
    private static readonly Func<ILogger, string, IDisposable?> Maintenance = LoggerMessage.DefineScope<string>("maintenance {MaintenanceId}");

    /// <param name="id">As the caller gets it, <c>openstack-request-id</c>.</param>
    public static IDisposable? OfRequest(ILogger log, string id) => Request(log, id);

    public static IDisposable? OfMaintenance(ILogger log, string id) => Maintenance(log, id);
}

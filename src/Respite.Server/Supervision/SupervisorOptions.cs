using System.Globalization;

namespace Respite.Server.Supervision;

/// <summary>Where the supervisor that has started this process listens.</summary>
/// <param name="Socket">A path, or a name in the abstract namespace after <c>@</c>.</param>
/// <param name="Watchdog">Within this it wants to hear that all is well; null: it does not ask.</param>
public sealed record SupervisorOptions(string Socket, TimeSpan? Watchdog)
{
    /// <summary>As systemd says it: sd_notify(3), sd_watchdog_enabled(3).</summary>
    /// <returns>Null: no supervisor wants to know.</returns>
    public static SupervisorOptions? Of(IReadOnlyDictionary<string, string> environment, int processId)
    {
        if (environment.GetValueOrDefault("NOTIFY_SOCKET") is not { Length: > 1 } socket || socket[0] is not ('/' or '@'))
            return null;
        var isOurs = !environment.TryGetValue("WATCHDOG_PID", out var pid) || pid == processId.ToString(CultureInfo.InvariantCulture);
        var asks = long.TryParse(environment.GetValueOrDefault("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0;
        return new SupervisorOptions(socket, isOurs && asks ? TimeSpan.FromMicroseconds(microseconds) : null);
    }
}

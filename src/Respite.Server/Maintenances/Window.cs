using System.Globalization;

namespace Respite.Server.Maintenances;

/// <summary>When a maintenance may begin, and until when it may start moves. Pure; <c>now</c> is the database's clock where replicas share one.</summary>
public static class Window
{
    /// <summary>It is scheduled, and its time has not come.</summary>
    public static bool IsYetToOpen(Maintenance m, DateTimeOffset now) => m.State == MaintenanceState.Pending && m.NotBefore > now;

    /// <summary>Nothing new is started any more.</summary>
    public static bool HasClosed(Maintenance m, DateTimeOffset now) => m.NotAfter <= now;

    /// <summary>A person goes on: a window that has ended does not count any more.</summary>
    public static Maintenance Lift(Maintenance m, DateTimeOffset now) => HasClosed(m, now) ? m with { NotAfter = null } : m;

    /// <returns>Such as "begins at 2026-03-01 22:00:00Z, if by 2026-03-02 02:00:00Z"; empty without a schedule.</returns>
    public static string Words(Maintenance m) => (m.NotBefore, m.NotAfter) switch
    {
        ({ } from, { } until) => $"begins at {At(from)}, starts moves until {At(until)}",
        ({ } from, null) => $"begins at {At(from)}",
        (null, { } until) => $"starts moves until {At(until)}",
        _ => "",
    };

    public static string Ended(Maintenance m) => m.NotAfter is { } until ? $"its window ended at {At(until)}" : "";

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);
}

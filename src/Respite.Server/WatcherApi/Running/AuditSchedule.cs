using System.Globalization;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Running;

/// <summary>When audits run. Pure.</summary>
internal static class AuditSchedule
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <param name="interval">Seconds, or cron.</param>
    /// <returns>The next run after now; null: it is neither.</returns>
    public static DateTimeOffset? After(string interval, DateTimeOffset now) =>
        int.TryParse(interval, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds > 0 && seconds <= Longest.TotalSeconds ? now.AddSeconds(seconds) : null
            : Cron.Parse(interval)?.After(now);

    /// <returns>When it runs first; null: not by itself.</returns>
    public static DateTimeOffset? FirstRun(Audit audit, DateTimeOffset now) => audit switch
    {
        { State: not (AuditState.Pending or AuditState.Ongoing) } => null,
        { Type: AuditType.Event, State: AuditState.Pending } => null,
        { Type: AuditType.Continuous, StartTime: { } start } when start > now => start,
        _ => now,
    };

    /// <summary>It runs no more: its end has come.</summary>
    public static bool IsOver(Audit audit, DateTimeOffset now) => audit.Type == AuditType.Continuous && audit.EndTime <= now;
}

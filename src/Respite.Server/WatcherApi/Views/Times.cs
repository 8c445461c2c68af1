using System.Globalization;

namespace Respite.Server.WatcherApi.Views;

internal static class Times
{
    /// <summary>As Watcher writes them, with microseconds.</summary>
    public static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace Respite.Server.WatcherApi.Views;

internal static class Times
{
    /// <summary>When an audit begins, ends or runs next: without microseconds where there are none, and without an offset. It is UTC.</summary>
    public static string? Plain(DateTimeOffset? time) => time?.UtcDateTime.ToString(time.Value.Microsecond + time.Value.Millisecond > 0 ? "yyyy-MM-ddTHH:mm:ss.ffffff" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>When something was written, with microseconds.</summary>
    public static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture);
}

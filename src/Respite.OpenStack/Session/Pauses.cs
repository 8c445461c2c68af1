using System.Globalization;
using System.Net;

namespace Respite.OpenStack.Session;

/// <summary>When a read is tried again, and how long to wait before.</summary>
internal static class Pauses
{
    /// <summary>A read gives up after this, however often it was tried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private const int MaxDoublings = 4;

    /// <summary>Twice as long each time, up to 4 s, of which up to half is left to chance, so that many callers do not come back at once.</summary>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan Before(int attempt, double chance) => First * Math.Pow(2, Math.Min(attempt, MaxDoublings)) * (1 - (chance / 2));

    /// <summary>What the service asks for, when that is longer; the longest there is when it names a time too far away to count.</summary>
    public static TimeSpan OrAsAsked(TimeSpan pause, string? retryAfter, DateTimeOffset now)
    {
        if (retryAfter is null)
            return pause;
        var asked = long.TryParse(retryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue))
            : DateTimeOffset.TryParse(retryAfter, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at - now
            : TimeSpan.Zero;
        return asked > pause ? asked : pause;
    }

    public static bool IsTrouble(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}

namespace Respite.Planning.Schedule;

/// <summary>
/// How a live migration copies memory: all of it, then again what was written meanwhile, until the rest fits into the pause that Nova
/// allows (<c>live_migration_downtime</c>, 500 ms unless set).
/// </summary>
public static class Precopy
{
    private const double PauseSeconds = 0.5;
    private const double MegabitsPerMib = 8.388608;

    /// <summary>A guest that writes faster than the link carries never fits into the pause; then this many copies are counted.</summary>
    private const int MostRounds = 30;

    /// <param name="memoryMb">MiB, as in a flavor.</param>
    /// <param name="mbps">What the migration gets of the link, in Mb/s.</param>
    /// <param name="dirtyMbps">How fast the guest writes to memory that was copied already, in Mb/s.</param>
    public static double Seconds(long memoryMb, double mbps, double dirtyMbps)
    {
        var memory = memoryMb * MegabitsPerMib;
        var (left, seconds) = (memory, 0.0);
        for (var round = 0; round < MostRounds; round++)
        {
            var copy = left / mbps;
            seconds += copy;
            left = Math.Min(memory, dirtyMbps * copy);
            if (left <= PauseSeconds * mbps)
                break;
        }
        return seconds + Math.Min(left / mbps, PauseSeconds);
    }

    /// <summary>How fast a guest must have written for its migration to have lasted this long, in Mb/s; 0 if it was no longer than a copy.</summary>
    public static double DirtyMbps(long memoryMb, double mbps, double seconds)
    {
        var (low, high) = (0.0, mbps);
        if (Seconds(memoryMb, mbps, low) >= seconds)
            return low;
        for (var halving = 0; halving < 40; halving++)
        {
            var middle = (low + high) / 2;
            if (Seconds(memoryMb, mbps, middle) < seconds)
                low = middle;
            else
                high = middle;
        }
        return low;
    }
}

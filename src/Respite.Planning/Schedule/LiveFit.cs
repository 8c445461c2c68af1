namespace Respite.Planning.Schedule;

/// <summary>
/// A line through what live migrations have lasted by memory. Medians (of the slopes between any two, then of what is left), so that a few
/// that were stuck for an hour do not bend it.
/// </summary>
internal sealed record LiveFit(double BaseSeconds, double SecondsPerGib)
{
    /// <summary>Differences of less memory than this say more about the network than about the memory.</summary>
    private const double LeastGib = 0.5;

    public static LiveFit Of(IReadOnlyList<PastMove> moves, double baseSeconds)
    {
        var points = moves.Select(move => (Gib: move.MemoryMb / 1024.0, move.Seconds)).ToArray();
        var slopes = new List<double>();
        for (var i = 0; i < points.Length; i++)
            for (var j = 0; j < i; j++)
                if (points[i].Gib - points[j].Gib is var gib && Math.Abs(gib) >= LeastGib)
                    slopes.Add((points[i].Seconds - points[j].Seconds) / gib);
        // All of one size: the line goes through the base that is assumed without them.
        var slope = slopes.Count > 0
            ? Math.Max(0, Median(slopes))
            : Math.Max(0, Median(points.Select(point => (point.Seconds - baseSeconds) / Math.Max(point.Gib, LeastGib))));
        return new LiveFit(Math.Max(0, Median(points.Select(point => point.Seconds - (slope * point.Gib)))), slope);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

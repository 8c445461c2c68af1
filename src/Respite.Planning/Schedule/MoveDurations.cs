using Respite.Planning.Model;

namespace Respite.Planning.Schedule;

/// <summary>
/// How long moves last on a cloud: as those did that have happened there, or, where too few have, as over a link of the operator's or an
/// assumed speed.
/// </summary>
public sealed class MoveDurations
{
    /// <summary>Fewer past moves of a kind than this say nothing.</summary>
    public const int LeastSamples = 5;

    /// <summary>More are not looked at: the newest count.</summary>
    public const int MostSamples = 200;

    public const int AssumedMbps = 1000;

    private const double AssumedBaseSeconds = 5;
    private const double MegabitsPerGib = 8589.934592;

    private readonly Dictionary<string, double> _own;
    private readonly Dictionary<MoveKind, double> _others;
    private readonly LiveFit? _live;
    private readonly int _samples;

    private MoveDurations(PastMove[] past)
    {
        PastMove[] live = [.. past.Where(move => move.Kind == MoveKind.LiveMigrate).OrderByDescending(move => move.Ended).Take(MostSamples)];
        _samples = live.Length;
        _own = live.GroupBy(move => move.InstanceId, StringComparer.Ordinal).ToDictionary(moves => moves.Key, moves => moves.First().Seconds, StringComparer.Ordinal);
        _others = past.Where(move => move.Kind != MoveKind.LiveMigrate).GroupBy(move => move.Kind).Where(moves => moves.Count() >= LeastSamples)
            .ToDictionary(moves => moves.Key, moves => LiveFit.Median(moves.OrderByDescending(move => move.Ended).Take(MostSamples).Select(move => move.Seconds)));
        if (_samples < LeastSamples)
            return;
        _live = LiveFit.Of(live, AssumedBaseSeconds);
        LivePerSource = AtOnce(live);
    }

    /// <summary>Nothing has happened yet.</summary>
    public static MoveDurations Unknown { get; } = new([]);

    /// <summary>How many live migrations from one host Nova has run at once (its <c>max_concurrent_live_migrations</c>, if that many were asked for); null: not known.</summary>
    public int? LivePerSource { get; }

    public static MoveDurations Learn(IEnumerable<PastMove> past) => new([.. past.Where(move => move.Seconds > 0)]);

    /// <summary>Where the estimates come from, in words.</summary>
    public string Basis(bool linkKnown) =>
        _live is not null ? $"as {_samples} live migrations on this cloud lasted"
        : linkKnown ? "by the links' speed"
        : $"as over a link of {AssumedMbps} Mb/s, for too few live migrations have been seen on this cloud";

    /// <param name="linkMbps">What a live migration gets of the links, where the operator says; null: not known.</param>
    /// <returns>Whole seconds, at least 1.</returns>
    public int Seconds(MoveKind kind, string instanceId, long memoryMb, double? linkMbps) => Math.Max(1, (int)Math.Ceiling(kind switch
    {
        MoveKind.LiveMigrate => Live(instanceId, memoryMb, linkMbps),
        // Whether disks are copied, and how fast, Nova's API does not tell.
        MoveKind.ColdMigrate => _others.GetValueOrDefault(kind, 60),
        MoveKind.Offload or MoveKind.Stop => _others.GetValueOrDefault(kind, 30),
        MoveKind.ConfirmResize => _others.GetValueOrDefault(kind, 10),
        _ => 0,
    }));

    private double Live(string instanceId, long memoryMb, double? linkMbps)
    {
        var start = _live?.BaseSeconds ?? AssumedBaseSeconds;
        // A slope of nothing (memory plays no part) is a link without limit.
        var mbps = _live is null ? linkMbps ?? AssumedMbps : MegabitsPerGib / Math.Max(_live.SecondsPerGib, 1e-6);
        var dirty = _own.TryGetValue(instanceId, out var own) ? Precopy.DirtyMbps(memoryMb, mbps, own - start) : 0;
        return start + Precopy.Seconds(memoryMb, mbps, dirty);
    }

    /// <summary>The upper quartile, over all, of how many ran halfway through each: those at a drain's end run alone, and the ends seen are a little late.</summary>
    private static int AtOnce(PastMove[] live)
    {
        int[] counts = [.. live.Select(move => (move.Source, Middle: move.Started + ((move.Ended - move.Started) / 2)))
            .Select(at => live.Count(other => other.Source == at.Source && other.Started <= at.Middle && at.Middle < other.Ended)).Order()];
        return Math.Max(1, counts[counts.Length * 3 / 4]);
    }
}

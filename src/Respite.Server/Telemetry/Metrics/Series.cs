using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Respite.Server.Telemetry.Metrics;

/// <summary>All series of one instrument, added up as Prometheus wants them.</summary>
internal sealed class Series(Instrument instrument, IReadOnlyDictionary<string, string> labels)
{
    /// <summary>Bounded whatever becomes a label: beyond it new label values are put together under this name.</summary>
    public const int Most = 200;

    private const string Rest = "other";

    private readonly ConcurrentDictionary<string, Cell> cells = new(StringComparer.Ordinal);
    private readonly double[] bounds = [.. Advised(instrument)];
    private readonly bool isHistogram = IsGeneric(instrument, typeof(Histogram<>));
    private readonly bool isSum = IsGeneric(instrument, typeof(Counter<>)) || IsGeneric(instrument, typeof(UpDownCounter<>));

    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = Key(tags);
        if (!cells.ContainsKey(key) && cells.Count >= Most)
            key = string.Join(',', labels.Values.Select(name => Exposition.Label(name, Rest)));
        var cell = cells.GetOrAdd(key, _ => new Cell(bounds.Length));
        lock (cell)
        {
            cell.Count++;
            cell.Sum = isHistogram || isSum ? cell.Sum + value : value;
            for (var i = 0; i < bounds.Length; i++)
                cell.Buckets[i] += value <= bounds[i] ? 1 : 0;
        }
    }

    public MetricFamily Family()
    {
        var isCounter = IsGeneric(instrument, typeof(Counter<>));
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = instrument.Name.Replace('.', '_') + unit + (isCounter ? "_total" : "");
        return new MetricFamily(
            name, isHistogram ? "histogram" : isCounter ? "counter" : "gauge", instrument.Description ?? "",
            [.. cells.OrderBy(c => c.Key, StringComparer.Ordinal).SelectMany(c => Samples(c.Key, c.Value))]);
    }

    private IEnumerable<Sample> Samples(string key, Cell cell)
    {
        lock (cell)
        {
            if (!isHistogram)
                return [new("", key, cell.Sum)];
            var prefix = key.Length > 0 ? key + "," : "";
            return
            [
                .. bounds.Select((bound, i) => new Sample("_bucket", $"{prefix}le=\"{Exposition.Number(bound)}\"", cell.Buckets[i])),
                new("_bucket", $"{prefix}le=\"+Inf\"", cell.Count),
                new("_sum", key, cell.Sum),
                new("_count", key, cell.Count),
            ];
        }
    }

    private string Key(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (labels.Count == 0)
            return "";
        var parts = new List<string>(labels.Count);
        foreach (var (tag, name) in labels)
        {
            object? value = null;
            foreach (var given in tags)
                value = given.Key == tag ? given.Value : value;
            parts.Add(Exposition.Label(name, value?.ToString() ?? ""));
        }
        return string.Join(',', parts);
    }

    private static IEnumerable<double> Advised(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => bounds,
        _ => [],
    };

    private static bool IsGeneric(Instrument instrument, Type kind) => instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == kind;

    private sealed class Cell(int bounds)
    {
        public long Count { get; set; }

        public double Sum { get; set; }

        public long[] Buckets { get; } = new long[bounds];
    }
}

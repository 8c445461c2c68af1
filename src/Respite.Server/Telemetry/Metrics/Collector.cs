using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Respite.Server.Telemetry.Metrics;

/// <summary>Listens to the instruments of this server and of the libraries that it shows, and keeps their sums. The Prometheus exporter's package does the same and is not needed for it.</summary>
internal sealed class Collector : IDisposable
{
    /// <summary>Which instruments, and which of their tags become labels, under which names.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Shown = new()
    {
        ["respite.moves"] = Labels("kind", "result"),
        ["respite.move.duration"] = Labels("kind"),
        ["respite.maintenance.transitions"] = Labels("state"),
        ["respite.steps"] = Labels("outcome"),
        ["respite.step.duration"] = Labels("state"),
        ["respite.lease.age"] = [],
        ["respite.webhook.deliveries"] = Labels("result"),
        ["respite.event.stream.delay"] = [],
        ["respite.event.streams"] = [],
        ["respite.openstack.requests"] = Labels("service", "method", "status"),
        ["respite.openstack.request.duration"] = Labels("service", "method"),
        ["respite.notifications"] = Labels("result"),
        ["respite.notifications.connected"] = [],
        ["http.server.request.duration"] = new() { ["http.request.method"] = "method", ["http.route"] = "route", ["http.response.status_code"] = "status" },
    };

    private readonly ConcurrentDictionary<Instrument, Series> series = new();
    private readonly MeterListener listener = new();

    /// <param name="factory">Whose meters these are: tests run several servers in one process. Those of the client to the cloud have none.</param>
    public Collector(IMeterFactory factory)
    {
        listener.InstrumentPublished = (instrument, on) =>
        {
            if ((instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, factory)) && Shown.TryGetValue(instrument.Name, out var labels))
                on.EnableMeasurementEvents(instrument, series.GetOrAdd(instrument, i => new Series(i, labels)));
        };
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, to) => ((Series)to!).Measure(value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, to) => ((Series)to!).Measure(value, tags));
        listener.Start();
    }

    public IReadOnlyList<MetricFamily> Collect()
    {
        listener.RecordObservableInstruments();
        return [.. series.Values.Select(s => s.Family())];
    }

    public void Dispose() => listener.Dispose();

    private static Dictionary<string, string> Labels(params string[] names) => names.ToDictionary(name => name);
}

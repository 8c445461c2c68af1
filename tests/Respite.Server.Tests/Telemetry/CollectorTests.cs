using System.Diagnostics.Metrics;
using Respite.Server.Telemetry.Metrics;

namespace Respite.Server.Tests.Telemetry;

public sealed class CollectorTests : IDisposable
{
    private readonly IMeterFactory factory = Measured.NewFactory();
    private readonly Collector collector;

    public CollectorTests() => collector = new Collector(factory);

    public void Dispose() => collector.Dispose();

    [Fact]
    public void A_counter_adds_up_by_its_labels_and_ends_in_total()
    {
        var instruments = new Instruments(factory);
        instruments.Delivered("taken");
        instruments.Delivered("taken");
        instruments.Delivered("dead");
        Lines()["respite_webhook_deliveries_total{result=\"taken\"}"].ShouldBe(2);
        Lines()["respite_webhook_deliveries_total{result=\"dead\"}"].ShouldBe(1);
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_a_sum_and_a_count()
    {
        var instruments = new Instruments(factory);
        foreach (var seconds in new[] { 0.02, 0.02, 0.3, 99 })
            instruments.Streamed(TimeSpan.FromSeconds(seconds));
        var lines = Lines();
        lines["respite_event_stream_delay_seconds_bucket{le=\"0.01\"}"].ShouldBe(0);
        lines["respite_event_stream_delay_seconds_bucket{le=\"0.05\"}"].ShouldBe(2);
        lines["respite_event_stream_delay_seconds_bucket{le=\"0.5\"}"].ShouldBe(3);
        lines["respite_event_stream_delay_seconds_bucket{le=\"15\"}"].ShouldBe(3);
        lines["respite_event_stream_delay_seconds_bucket{le=\"+Inf\"}"].ShouldBe(4);
        lines["respite_event_stream_delay_seconds_sum"].ShouldBe(99.34, 1e-9);
        lines["respite_event_stream_delay_seconds_count"].ShouldBe(4);
    }

    [Fact]
    public void What_goes_up_and_down_is_a_gauge()
    {
        var instruments = new Instruments(factory);
        instruments.StreamOpened();
        instruments.StreamOpened();
        instruments.StreamClosed();
        instruments.ObserveLeaseAge(() => 7.5);
        Lines()["respite_event_streams"].ShouldBe(1);
        Lines()["respite_lease_age_seconds"].ShouldBe(7.5);
    }

    [Fact]
    public void However_many_values_a_label_takes_the_series_stay_few_and_nothing_is_lost()
    {
        var instruments = new Instruments(factory);
        for (var i = 0; i < 5 * Series.Most; i++)
            instruments.Delivered($"result-{i}");
        var lines = Lines().Where(line => line.Key.StartsWith("respite_webhook_deliveries_total", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(Series.Most + 1);
        lines.Sum(line => line.Value).ShouldBe(5 * Series.Most);
    }

    [Fact]
    public void Another_servers_instruments_are_not_ours()
    {
        new Instruments(Measured.NewFactory()).Delivered("taken");
        Lines().ShouldNotContainKey("respite_webhook_deliveries_total{result=\"taken\"}");
    }

    [Fact]
    public void Any_label_and_any_help_stays_on_its_line()
    {
        var family = new MetricFamily("m", "gauge", "back\\slash\nand more", [new("", Exposition.Label("l", "a\"b\\c\nd"), double.PositiveInfinity)]);
        Exposition.Write([family]).ShouldBe("# HELP m back\\\\slash\\nand more\n# TYPE m gauge\nm{l=\"a\\\"b\\\\c\\nd\"} +Inf\n");
    }

    private Dictionary<string, double> Lines() => Measured.Read(Exposition.Write(collector.Collect()));
}

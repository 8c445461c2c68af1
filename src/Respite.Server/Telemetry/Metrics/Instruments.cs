using System.Diagnostics.Metrics;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Telemetry.Metrics;

/// <summary>What this process counts and times, docs/telemetry.md. Labels are of few values: never a host, an instance or a maintenance.</summary>
internal sealed class Instruments
{
    public const string MeterName = "Respite";

    private readonly Counter<long> moves;
    private readonly Histogram<double> moveDuration;
    private readonly Counter<long> transitions;
    private readonly Counter<long> steps;
    private readonly Histogram<double> stepDuration;
    private readonly Counter<long> deliveries;
    private readonly Histogram<double> streamDelay;
    private readonly UpDownCounter<long> streams;
    private readonly Counter<long> notifications;
    private readonly UpDownCounter<long> connected;
    private readonly Meter meter;

    public Instruments(IMeterFactory factory)
    {
        meter = factory.Create(MeterName);
        moves = meter.CreateCounter<long>("respite.moves", description: "Attempts to move an instance that have ended, by what came of them");
        moveDuration = Seconds("respite.move.duration", "From the request to Nova to the instance's arrival, of moves that are done", [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14400]);
        transitions = meter.CreateCounter<long>("respite.maintenance.transitions", description: "Maintenances that have entered a state");
        steps = meter.CreateCounter<long>("respite.steps", description: "Steps taken with maintenances, by what came of them");
        stepDuration = Seconds("respite.step.duration", "How long a step of a maintenance takes", [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30]);
        deliveries = meter.CreateCounter<long>("respite.webhook.deliveries", description: "Tries to tell a webhook of an event");
        streamDelay = Seconds("respite.event.stream.delay", "From an event to its being sent to a listener that had waited for it", [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]);
        streams = meter.CreateUpDownCounter<long>("respite.event.streams", description: "Listeners to live events");
        notifications = meter.CreateCounter<long>("respite.notifications", description: "Notifications of Nova: those that had a maintenance looked at sooner, and others");
        connected = meter.CreateUpDownCounter<long>("respite.notifications.connected", description: "Message brokers that Nova's notifications are heard from");
    }

    /// <param name="seconds">How long ago the oldest lease was taken under which a step is under way; 0: none is.</param>
    public void ObserveLeaseAge(Func<double> seconds) =>
        meter.CreateObservableGauge("respite.lease.age", seconds, unit: "s", description: "How long ago the oldest lease was taken under which this replica takes a step");

    /// <summary>What a write has brought about.</summary>
    public void Written(Maintenance was, Maintenance now, IReadOnlyList<Move> before, IReadOnlyList<Move> after)
    {
        if (was.State != now.State)
            transitions.Add(1, new KeyValuePair<string, object?>("state", StoreJson.Name(now.State)));
        var known = before.ToDictionary(move => move.InstanceId, StringComparer.Ordinal);
        foreach (var move in after)
            Ended(known.GetValueOrDefault(move.InstanceId)?.State, move);
    }

    public void Step(MaintenanceState state, string outcome, TimeSpan time)
    {
        steps.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        stepDuration.Record(time.TotalSeconds, new KeyValuePair<string, object?>("state", StoreJson.Name(state)));
    }

    public void Delivered(string result) => deliveries.Add(1, new KeyValuePair<string, object?>("result", result));

    public void Notified(string result) => notifications.Add(1, new KeyValuePair<string, object?>("result", result));

    public void Connected(int brokers) => connected.Add(brokers);

    public void StreamOpened() => streams.Add(1);

    public void StreamClosed() => streams.Add(-1);

    public void Streamed(TimeSpan delay) => streamDelay.Record(Math.Max(0, delay.TotalSeconds));

    private void Ended(MoveState? before, Move move)
    {
        if (before == move.State || move.State is not (MoveState.Done or MoveState.Retrying or MoveState.Failed or MoveState.Gone or MoveState.Skipped or MoveState.Left))
            return;
        var kind = new KeyValuePair<string, object?>("kind", StoreJson.Name(move.Kind));
        moves.Add(1, kind, new KeyValuePair<string, object?>("result", StoreJson.Name(move.State)));
        if (move is { State: MoveState.Done, SubmittedAt: { } from, FinishedAt: { } to })
            moveDuration.Record((to - from).TotalSeconds, kind);
    }

    private Histogram<double> Seconds(string name, string description, double[] buckets) =>
        meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Telemetry.Tracing;

/// <summary>
/// One trace a maintenance. Its root's id is kept with the maintenance, so the trace goes on after a restart and on another replica; what has a
/// beginning in the record is written when it ends, from there. Without somebody who exports them all of this does nothing.
/// </summary>
internal sealed class Traces : IDisposable
{
    public const string SourceName = "Respite";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Spans of the moves that this replica has begun: Nova's calls lie below them. One that is lost with its process is written from the record.</summary>
    private readonly ConcurrentDictionary<(string Maintenance, string Instance), Activity> moves = new();

    /// <returns>What <see cref="Maintenance.TraceParent"/> is to be; null: nobody traces.</returns>
    public static string? Begin(Maintenance m)
    {
        var current = Activity.Current;
        Activity.Current = null;
        using var root = Source.StartActivity($"maintenance {m.Host}", ActivityKind.Internal, default(ActivityContext), Tags(m), startTime: m.CreatedAt);
        Activity.Current = current;
        return root?.Id;
    }

    /// <summary>A span around what is done now, with the calls to the cloud below it.</summary>
    public static Activity? Live(Maintenance m, string name) => Start(m, name, null);

    /// <summary>A span around a step in a state that passes. The looks of states that last for hours have none: what is done in those has a span of its own.</summary>
    public static Activity? Step(Maintenance m) =>
        m.State is MaintenanceState.Cordoning or MaintenanceState.Verifying or MaintenanceState.Returning or MaintenanceState.Cancelling ? Start(m, $"{Phase(m.State)} step", null) : null;

    /// <summary>A span around a call for a move. That which starts it stays open until the move has ended.</summary>
    public async Task<T> CallAsync<T>(Maintenance m, Move move, bool starts, string name, Func<Task<T>> call)
    {
        if (m.TraceParent is null)
            return await call();
        var key = (m.Id, move.InstanceId);
        if (!starts)
        {
            using var below = moves.TryGetValue(key, out var under) ? Source.StartActivity(name, ActivityKind.Internal, under.Context) : Start(m, name, null);
            return await call();
        }
        if (moves.TryRemove(key, out var left))
            left.Dispose();
        if (Start(m, $"move {move.InstanceName}", move.SubmittedAt) is { } span)
            moves[key] = span;
        return await call();
    }

    /// <summary>What a write has brought to its end.</summary>
    public void Written(Maintenance was, Maintenance now, IReadOnlyList<Move> before, IReadOnlyList<Move> after)
    {
        if (now.TraceParent is null)
            return;
        var at = now.UpdatedAt;
        if (was.State != now.State && Phase(was.State) is { } phase)
            Past(now, phase, was.StateSince, at, null, ("respite.next", StoreJson.Name(now.State)));
        if (was.State != now.State && now.State.IsFinal())
            Past(now, $"maintenance {StoreJson.Name(now.State)}", now.CreatedAt, at, now.State == MaintenanceState.Failed ? now.StateReason : null);
        var known = before.ToDictionary(move => move.InstanceId, StringComparer.Ordinal);
        foreach (var move in after)
        {
            if (known.TryGetValue(move.InstanceId, out var old) && old.State.IsInFlight() && !move.State.IsInFlight())
                Ended(now, old, move, at);
        }
    }

    public void Dispose()
    {
        foreach (var span in moves.Values)
            span.Dispose();
        moves.Clear();
    }

    private void Ended(Maintenance m, Move old, Move move, DateTimeOffset at)
    {
        var span = moves.TryRemove((m.Id, move.InstanceId), out var open) ? open : Start(m, $"move {move.InstanceName}", old.SubmittedAt ?? old.StartedAt ?? at);
        span?.SetTag("respite.move.kind", StoreJson.Name(move.Kind)).SetTag("respite.move.result", StoreJson.Name(move.State)).SetTag("respite.move.attempt", old.Attempt)
            .SetTag("respite.source", move.Source).SetTag("respite.destination", move.Destination ?? old.Destination).SetTag("openstack.instance.id", move.InstanceId)
            .SetTag("openstack.migration.id", old.MigrationId ?? move.MigrationId);
        if (move.State is MoveState.Failed or MoveState.Retrying)
            span?.SetStatus(ActivityStatusCode.Error, move.Reason);
        span?.SetEndTime(at.UtcDateTime).Dispose();
    }

    private static void Past(Maintenance m, string name, DateTimeOffset from, DateTimeOffset to, string? error, params (string Key, object? Value)[] tags)
    {
        using var span = Start(m, name, from);
        foreach (var (key, value) in tags)
            span?.SetTag(key, value);
        if (error is not null)
            span?.SetStatus(ActivityStatusCode.Error, error);
        span?.SetEndTime(to.UtcDateTime);
    }

    private static Activity? Start(Maintenance m, string name, DateTimeOffset? from) =>
        ActivityContext.TryParse(m.TraceParent, null, out var root) ? Source.StartActivity(name, ActivityKind.Internal, root, Tags(m), startTime: from ?? default) : null;

    private static KeyValuePair<string, object?>[] Tags(Maintenance m) => [new("respite.maintenance.id", m.Id), new("respite.host", m.Host)];

    /// <summary>Planning has a span of its own, with the calls that it makes.</summary>
    private static string? Phase(MaintenanceState state) => state switch
    {
        MaintenanceState.Cordoning => "cordon",
        MaintenanceState.Draining => "drain",
        MaintenanceState.Verifying => "verify",
        MaintenanceState.InMaintenance => "in maintenance",
        MaintenanceState.Returning => "return",
        MaintenanceState.Paused => "paused",
        MaintenanceState.Blocked => "blocked",
        MaintenanceState.Cancelling => "cancel",
        _ => null,
    };
}

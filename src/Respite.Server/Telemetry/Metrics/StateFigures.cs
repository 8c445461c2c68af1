using Dapper;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Telemetry.Metrics;

/// <summary>What the state holds, read when it is asked for: the same on every replica.</summary>
internal sealed class StateFigures(IDatabase database, IMaintenanceStore store, TimeProvider clock)
{
    public async Task<IReadOnlyList<MetricFamily>> ReadAsync()
    {
        try
        {
            var now = clock.GetUtcNow();
            var open = await store.ListOpenAsync();
            // Of no maintenance: so of all the open ones.
            var moves = await store.MovesOfOthersAsync("");
            var due = await store.NextDueInAsync(now, []);
            var told = await ToldAsync();
            return
            [
                Gauge("respite_state_readable", "Whether the state can be read", 1),
                By("respite_maintenances", "Open maintenances by state", MaintenanceStates, state => open.Count(m => m.State == state)),
                By("respite_open_moves", "Moves of open maintenances by state", MoveStates, state => moves.Count(m => StoreJson.Name(m.State) == state)),
                Gauge("respite_memory_left_bytes", "Memory of the instances that are still to leave hosts in open maintenances", moves.Sum(Left)),
                Gauge("respite_queue_lag_seconds", "For how long the oldest maintenance that is due has waited for a worker", due is { } time ? Math.Max(0, -time.TotalSeconds) : 0),
                Gauge("respite_event_lag_seconds", "Age of the oldest event that some webhook has not been told", told.Oldest is { } at ? Math.Max(0, (now - DateTimeOffset.FromUnixTimeMilliseconds(at)).TotalSeconds) : 0),
                Gauge("respite_webhooks", "Webhooks", told.Webhooks),
                new("respite_webhook_backlog", "gauge", "Events that webhooks have not been told: not tried yet, waiting for another try, dead letters",
                [
                    new("", Exposition.Label("kind", "new"), told.Fresh), new("", Exposition.Label("kind", "waiting"), told.Waiting), new("", Exposition.Label("kind", "dead"), told.Dead),
                ]),
            ];
        }
        catch (Exception e) when (StoreOutage.Is(e))
        {
            return [Gauge("respite_state_readable", "Whether the state can be read", 0)];
        }
    }

    private static string[] MaintenanceStates { get; } = [.. Enum.GetValues<MaintenanceState>().Where(state => !state.IsFinal()).Select(state => StoreJson.Name(state))];

    private static string[] MoveStates { get; } = [.. Enum.GetValues<MoveState>().Select(state => StoreJson.Name(state))];

    /// <summary>Memory is what a live migration copies; disks that are not shared come on top.</summary>
    private static double Left(Move move) =>
        move.State.IsSettled() ? 0 : move.MemoryMb * 1024d * 1024 * (move.State == MoveState.Running ? 100 - (move.Progress ?? 0) : 100) / 100;

    private async Task<Told> ToldAsync()
    {
        await using var connection = await database.ConnectAsync();
        return await connection.QuerySingleAsync<Told>(
            """
            SELECT (SELECT count(*) FROM webhooks) AS Webhooks,
                   (SELECT count(*) FROM events e JOIN webhooks w ON e.seq > w.position) AS Fresh,
                   (SELECT count(*) FROM webhook_letters WHERE dead_at IS NULL) AS Waiting,
                   (SELECT count(*) FROM webhook_letters WHERE dead_at IS NOT NULL) AS Dead,
                   (SELECT min(e.at) FROM events e WHERE e.seq > (SELECT min(position) FROM webhooks)
                      OR e.seq IN (SELECT seq FROM webhook_letters WHERE dead_at IS NULL)) AS Oldest
            """);
    }

    private static MetricFamily Gauge(string name, string help, double value) => new(name, "gauge", help, [new("", "", value)]);

    private static MetricFamily By(string name, string help, IReadOnlyList<string> states, Func<string, int> count) =>
        new(name, "gauge", help, [.. states.Select(state => new Sample("", Exposition.Label("state", state), count(state)))]);

    private sealed record Told
    {
        public long Webhooks { get; init; }

        public long Fresh { get; init; }

        public long Waiting { get; init; }

        public long Dead { get; init; }

        public long? Oldest { get; init; }
    }
}

using Microsoft.Extensions.Logging;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.Telemetry.Metrics;
using Respite.Server.Telemetry.Tracing;

namespace Respite.Server.Execution.Hosts;

/// <summary>Records a step's outcome together with the journal that follows from it.</summary>
internal sealed partial class StepWriter(IMaintenanceStore store, JournalSignal signal, Instruments instruments, Traces traces, TimeProvider clock, ILogger<StepWriter> log)
{
    /// <summary>Records a change of the maintenance alone.</summary>
    public Task<StoredMaintenance> WriteAsync(StoredMaintenance basis, Maintenance after, TimeSpan wake, params JournalEvent[] extra) =>
        WriteAsync(basis, after, [], [], wake, extra);

    /// <param name="before">The moves as they were read.</param>
    /// <param name="after">The moves as they are to be; those that have not changed are left alone.</param>
    public async Task<StoredMaintenance> WriteAsync(
        StoredMaintenance basis, Maintenance maintenance, IReadOnlyList<Move> before, IReadOnlyList<Move> after, TimeSpan wake, params JournalEvent[] extra)
    {
        var (stored, _) = await DecideAsync(basis, before, _ => (maintenance, after, wake), extra);
        return stored;
    }

    /// <summary>Decides inside the writing transaction, where the moves in flight of all other maintenances are known.</summary>
    public async Task<(StoredMaintenance Stored, IReadOnlyList<Move> Moves)> DecideAsync(
        StoredMaintenance basis,
        IReadOnlyList<Move> before,
        Func<IReadOnlyList<Move>, (Maintenance Maintenance, IReadOnlyList<Move> Moves, TimeSpan Wake)> decide,
        params JournalEvent[] extra)
    {
        var now = clock.GetUtcNow();
        IReadOnlyList<Move> moves = [];
        var written = await store.CommitAsync(basis, now, others =>
        {
            (var maintenance, moves, var wake) = decide(others);
            if (maintenance.TraceParent is null && maintenance.State == MaintenanceState.Planning)
                maintenance = maintenance with { TraceParent = Traces.Begin(maintenance) };
            return Change(basis.Maintenance, maintenance, before, moves, extra, now, now + wake);
        });
        signal.Raise();
        instruments.Written(basis.Maintenance, written.Stored.Maintenance, before, moves);
        traces.Written(basis.Maintenance, written.Stored.Maintenance, before, moves);
        if (written.Stored.Maintenance is var m && m.State != basis.Maintenance.State)
            LogState(m.Id, m.Host, basis.Maintenance.State, m.State, m.StateReason);
        return (written.Stored, moves);
    }

    private static MaintenanceChange Change(
        Maintenance was, Maintenance maintenance, IReadOnlyList<Move> before, IReadOnlyList<Move> after, JournalEvent[] extra, DateTimeOffset now, DateTimeOffset wakeAt)
    {
        var known = before.ToDictionary(m => m.InstanceId, StringComparer.Ordinal);
        var changed = after.Where(m => known.GetValueOrDefault(m.InstanceId) != m).ToList();
        foreach (var move in changed)
        {
            if (known.TryGetValue(move.InstanceId, out var old))
                MoveTransitions.Check(old.State, move.State);
        }
        var faults = changed.Where(m => m.Fault is not null && known.GetValueOrDefault(m.InstanceId)?.Fault != m.Fault)
            .Select(m => $"{m.InstanceName}: {m.Fault}");
        maintenance = maintenance with { Faults = [.. maintenance.Faults, .. faults] };
        var events = Journal.PlanOf(was, maintenance, now)
            .Concat(extra)
            .Concat(changed.SelectMany(m => Journal.Of(was, known.GetValueOrDefault(m.InstanceId), m, now)))
            .Concat(Journal.Of(was, maintenance, now));
        return new MaintenanceChange(maintenance, changed, [.. events], wakeAt);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Maintenance {MaintenanceId} of {Host}: {From} -> {To}: {Reason}")]
    private partial void LogState(string maintenanceId, string host, MaintenanceState from, MaintenanceState to, string? reason);
}

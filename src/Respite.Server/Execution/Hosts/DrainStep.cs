using Respite.Planning.Model;
using Respite.Server.Execution.Moves;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Execution.Hosts;

/// <summary>
/// One step of a drain, also while it is paused, blocked or being cancelled: observe the host, decide on every move,
/// record the intents, call Nova, record the answers.
/// </summary>
internal sealed class DrainStep(
    HostReader hosts, HostObserver observer, MoveReader reader, DestinationFinder destinations, MoveCalls calls, CordonCall cordon, SpareService spare, StoppedInstances stopped,
    StepWriter writer, IMaintenanceStore store, TimeProvider clock)
{
    private static readonly TimeSpan WhileMoving = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileWaiting = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WhileStuck = TimeSpan.FromSeconds(10);

    public async Task RunAsync(StoredMaintenance stored, CancellationToken cancel)
    {
        var m = stored.Maintenance;
        var now = clock.GetUtcNow();
        var before = await store.MovesAsync(m.Id);
        var draining = await store.CountAsync(MaintenanceState.Draining);
        var beat = Beat.Of(draining, WhileMoving);
        var observed = await observer.ObserveAsync(m.Host, before.Where(v => v.State.IsInFlight()).Select(v => v.InstanceId), Beat.Of(draining, TimeSpan.Zero), cancel);
        var judged = Blindness.Forgive(before, m.ObservedAt, now);
        var recordoned = m.State == MaintenanceState.Cancelling ? [] : await cordon.KeepAsync(m, observed.Service, now, cancel);

        var decisions = await DecideAsync(m, judged, observed, cancel);
        var actions = decisions.Where(d => d.Action is not null).ToDictionary(d => d.Move.InstanceId, d => d.Action!.Value, StringComparer.Ordinal);
        var queued = observed.Migrations.Where(g => g.Status == "queued").Select(g => g.InstanceId).ToHashSet(StringComparer.Ordinal);
        var (written, moves) = await writer.DecideAsync(
            stored,
            before,
            others =>
            {
                var started = Start(decisions, others, observed, queued, m.Policy, now);
                var next = DrainDecider.Decide(m, started, now) with { ObservedAt = now };
                return (next, started, Pace(next, started, beat));
            },
            recordoned);
        foreach (var move in moves.Where(v => v.State == MoveState.Submitting && before.All(b => b.InstanceId != v.InstanceId || b.State != MoveState.Submitting)))
            actions[move.InstanceId] = MoveAction.Start;

        var answers = await calls.MakeAsync(written, moves, actions, cancel);
        await FinishAsync(written, moves, answers, beat, cancel);
    }

    private async Task<List<MoveDecision>> DecideAsync(Maintenance m, IReadOnlyList<Move> known, HostObservation observed, CancellationToken cancel)
    {
        var ids = known.Select(b => b.InstanceId).ToHashSet(StringComparer.Ordinal);
        var late = observed.Instances.Where(i => !ids.Contains(i.Id)).Select(i => NewMove.Of(m.Host, i));
        var mayStart = m.State is MaintenanceState.Draining or MaintenanceState.Blocked && !Window.HasClosed(m, clock.GetUtcNow());
        var decisions = new List<MoveDecision>();
        foreach (var (move, sight) in await reader.SightsAsync([.. known, .. late], observed, m, mayStart, cancel))
            decisions.Add(sight is null ? new(move) : MoveDecider.Decide(move, sight));
        return await destinations.FindAsync(m, decisions, cancel);
    }

    /// <summary>Turns as many of those that are ready into submitted ones as the limits allow; the others say what they wait for.</summary>
    private static List<Move> Start(
        List<MoveDecision> decisions, IReadOnlyList<Move> others, HostObservation observed, HashSet<string> queued, DrainPolicy policy, DateTimeOffset now)
    {
        var ready = decisions.Where(d => d.WantsStart).Select(d => d.Move).ToList();
        var inFlight = decisions.Select(d => d.Move).Where(v => v.HoldsSlot).Concat(others);
        var waits = Throttle.Waits(ready, inFlight, queued, policy);
        return [.. decisions.Select(d => !d.WantsStart ? d.Move
            : waits.TryGetValue(d.Move.InstanceId, out var why) ? d.Move with { Reason = why, WaitingSince = null }
            : Submit(d.Move, observed, now))];
    }

    private static Move Submit(Move move, HostObservation observed, DateTimeOffset now) => move.To(MoveState.Submitting, "asking Nova") with
    {
        Attempt = move.Attempt + 1,
        BaselineMigration = observed.Migrations.Where(g => g.InstanceId == move.InstanceId).Select(g => g.Id).DefaultIfEmpty(move.BaselineMigration).Max(),
        Addresses = observed.Instances.FirstOrDefault(i => i.Id == move.InstanceId)?.Addresses ?? move.Addresses,
        MigrationId = null,
        RequestId = null,
        Adopted = false,
        SubmittedAt = now,
        StartedAt = null,
        OverdueAt = null,
        NotBefore = null,
        WaitingSince = null,
    };

    private async Task FinishAsync(StoredMaintenance written, IReadOnlyList<Move> moves, IReadOnlyDictionary<string, CallAnswer> answers, TimeSpan beat, CancellationToken cancel)
    {
        var (m, now) = (written.Maintenance, clock.GetUtcNow());
        if (answers.Count > 0)
        {
            var answered = moves.Select(v => answers.TryGetValue(v.InstanceId, out var answer) ? CallAnswers.Apply(v, answer, m.Policy, now) : v).ToList();
            written = await writer.WriteAsync(written, m, moves, answered, beat);
            moves = answered;
        }
        if (m.State == MaintenanceState.Cancelling && !moves.Any(v => v.HoldsUpCancel))
            await RestoreAsync(written, cancel);
    }

    private async Task RestoreAsync(StoredMaintenance written, CancellationToken cancel)
    {
        var m = written.Maintenance;
        var service = await hosts.ServiceAsync(m.Host, cancel);
        await cordon.ApplyAsync(service, CordonWords.Restore(m, service), cancel);
        var moves = await store.MovesAsync(m.Id);
        var started = await stopped.StartAsync(moves, cancel);
        var words = "cancelled; the service is as it was before" + await spare.RestoreAsync(m, cancel);
        await writer.WriteAsync(written, m.To(MaintenanceState.Cancelled, words, clock.GetUtcNow()), moves, started, TimeSpan.Zero);
    }

    /// <summary>When to look again: soon while something moves, rarely while only a person can go on.</summary>
    private static TimeSpan Pace(Maintenance m, List<Move> moves, TimeSpan beat) =>
        moves.Any(v => v.State.IsInFlight()) ? beat
        : m.State is MaintenanceState.Blocked or MaintenanceState.Paused ? WhileStuck
        : m.State == MaintenanceState.Verifying ? TimeSpan.Zero
        : beat > WhileWaiting ? beat : WhileWaiting;
}

using System.Text;
using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Tests.Faults;

/// <summary>What is checked after every round, when a person is asked, and at the end.</summary>
internal sealed partial class DrainRun
{
    private readonly Dictionary<string, (bool Enabled, string? DisabledReason)> originals;

    private void CheckRound(IReadOnlyList<StoredMaintenance> before)
    {
        foreach (var stored in Stored())
        {
            var (m, was) = (stored.Maintenance, before.First(b => b.Maintenance.Id == stored.Maintenance.Id));
            CheckEpoch(stored);
            var stepped = stored.Version != was.Version && clock.GetUtcNow() == commits.RoundBegan;
            if (stepped && m.CordonIntended && m.State is not (MaintenanceState.Returning or MaintenanceState.Cancelling)
                && was.Maintenance.State == m.State && !m.StateReason.StartsWith("waiting for the cloud", StringComparison.Ordinal) && cloud.Host(m.Host).Enabled)
                violations.Add(4, $"{m.Host} is enabled though its maintenance is {m.State}");
        }
    }

    /// <summary>A write under an epoch that has passed is refused, even at the right version.</summary>
    private void CheckEpoch(StoredMaintenance stored)
    {
        if (stored.Epoch == 0)
            return;
        try
        {
            store.CommitAsync(stored with { Epoch = stored.Epoch - 1 }, clock.GetUtcNow(), _ => new MaintenanceChange(stored.Maintenance, [], [], clock.GetUtcNow()))
                .GetAwaiter().GetResult();
            violations.Add(6, "a write under a lost lease was taken");
        }
        catch (StaleWriteException)
        {
            // As it has to be.
        }
    }

    /// <returns>What is left over, by name or id, to be accepted.</returns>
    private async Task<IReadOnlyList<string>> CheckBlockedAsync(Maintenance m)
    {
        var moves = await store.MovesAsync(m.Id);
        var drained = started.Select(s => s.Host).ToList();
        foreach (var move in moves.Where(v => v.State == MoveState.Failed))
        {
            if (!m.StateReason.Contains(move.InstanceName, StringComparison.Ordinal))
                violations.Add(7, $"{m.Host} is blocked on {move.InstanceName} and does not say so: {m.StateReason}");
            var instance = cloud.AllInstances.Single(i => i.Id == move.InstanceId);
            if (!instance.Deleted && Excuses.For(instance, cloud, m.Policy, drained) is null)
                violations.Add(7, $"{instance} could be moved, and is not: {move.Reason}");
        }
        if (m.ResumeTo == MaintenanceState.Cordoning)
            violations.Add(7, $"the cordon is not seen though nothing is broken: {m.StateReason}");
        var node = cloud.Host(m.Host).Nodes[0].Id;
        var leaked = cloud.Allocations.Where(a => a.OnNodes.ContainsKey(node) && m.StateReason.Contains(a.Consumer, StringComparison.Ordinal)).Select(a => a.Consumer).ToList();
        if (m.ResumeTo == MaintenanceState.Verifying && leaked.Count == 0)
            violations.Add(7, $"{m.Host} is blocked and names no allocation: {m.StateReason}");
        return [.. moves.Where(v => v.State == MoveState.Failed).Select(v => random.Next(2) == 0 ? v.InstanceId : v.InstanceName), .. leaked];
    }

    private async Task CheckEndAsync()
    {
        foreach (var m in started)
        {
            var last = (await store.FindAsync(m.Id))!.Maintenance;
            if (!last.State.IsFinal())
                continue;
            foreach (var move in (await store.MovesAsync(m.Id)).Where(v => v.Stopped))
                violations.Add(1, $"{move.InstanceName} was stopped, and after {last.State} has not been started again");
            var host = cloud.Host(m.Host);
            var enabledByAnother = host.Enabled && !requests.HaveEnabled(host) && last.StateReason.Contains("was enabled already", StringComparison.Ordinal);
            if (originals[m.Host] != (host.Enabled, host.DisabledReason) && !enabledByAnother)
                violations.Add(4, $"{m.Host} was {originals[m.Host]}, and after {last.State} is {(host.Enabled, host.DisabledReason)}");
            if (last is { State: MaintenanceState.Failed, Refused: false })
                violations.Add(7, $"failed, and not refused: {last.StateReason}");
        }
        foreach (var (first, second) in cloud.ConcurrentMigrations().Where(p => requests.IsOurs(p.Second)))
            violations.Add(2, $"{first} and {second} were under way at once");
        var events = await store.EventsAsync(0, null, 100_000);
        if (events.Count != commits.Events + started.Count)
            violations.Add(7, $"{commits.Events + started.Count} events were committed, the journal has {events.Count}");
    }

    private string Report()
    {
        var text = new StringBuilder().AppendLine(null, $"seed {seed} (RESPITE_SEED={seed} reruns it; nova {cloud.Options.ComputeMaximum}, faults {HasFaults}, crashes {HasCrashes}):");
        foreach (var violation in violations.Found)
            text.AppendLine(null, $"  {violation}");
        text.AppendLine(null, $"  policy: {StoreJson.Write(started[0].Policy)}");
        foreach (var stored in store.ListAsync(MaintenanceFilter.None, null, 10).GetAwaiter().GetResult())
        {
            text.AppendLine(null, $"  {stored.Maintenance.Host} {stored.Maintenance.State}: {stored.Maintenance.StateReason}");
            foreach (var move in store.MovesAsync(stored.Maintenance.Id).GetAwaiter().GetResult())
                text.AppendLine(null, $"    {move.InstanceName} {move.Status} {move.Kind} {move.State}: {move.Reason}");
        }
        foreach (var instance in cloud.Instances)
            text.AppendLine(null, $"  truth: {instance} task {instance.TaskState ?? "-"}, {string.Join("; ", cloud.Migrations.Where(g => g.Instance == instance))}");
        foreach (var line in store.EventsAsync(0, null, 100_000).GetAwaiter().GetResult().TakeLast(150))
            text.AppendLine(null, $"  {line.At:HH:mm:ss.f} {line.Host} {line.InstanceName} {line.Type}: {line.Message}");
        return text.ToString();
    }
}

using Respite.OpenStack.Session;
using Respite.Server.Execution.Moves;
using Respite.Server.Maintenances;

namespace Respite.Server.Inventory;

/// <summary>Gathers what each move's decision needs, asking Nova about single instances only where the host's list does not tell.</summary>
internal sealed class MoveReader(OpenStackSession session, HostReader hosts, TimeProvider clock)
{
    /// <returns>A null sight where there is nothing to decide: it has left for good.</returns>
    public async Task<IReadOnlyList<(Move Move, MoveSight? Sight)>> SightsAsync(
        IReadOnlyList<Move> moves, HostObservation observed, Maintenance m, bool mayStart, CancellationToken cancel)
    {
        var here = observed.Instances.ToDictionary(i => i.Id, StringComparer.Ordinal);
        var migrations = observed.Migrations.ToLookup(g => g.InstanceId, StringComparer.Ordinal);
        var now = clock.GetUtcNow();
        var sights = new List<(Move, MoveSight?)>();
        foreach (var move in moves)
        {
            IReadOnlyList<MigrationView> own = [.. migrations[move.InstanceId]];
            var instance = here.GetValueOrDefault(move.InstanceId);
            if (instance is null && move.State is MoveState.Done or MoveState.Gone && !own.Any(g => g.AwaitsConfirmation && g.SourceHost == m.Host))
            {
                sights.Add((move, null));
                continue;
            }
            var sight = new MoveSight(instance, own, null, m.Policy, mayStart, m is { State: MaintenanceState.Cancelling, AbortRunning: true }, now);
            // The host's list may be older than its migration's end.
            if (instance is null || (move.State == MoveState.Running && sight.Of(move) is { IsOpen: false }))
                instance = await hosts.InstanceAsync(move.InstanceId, cancel);
            sight = sight with { Instance = instance is null ? null : instance with { Snapshot = instance.Snapshot with { Attachments = move.Attachments } } };
            sights.Add((move, sight with { WhyEnded = await WhyEndedAsync(move, sight, cancel) }));
        }
        return sights;
    }

    /// <summary>The migration carries no reason; the instance action does.</summary>
    private async Task<AttemptFailure?> WhyEndedAsync(Move move, MoveSight sight, CancellationToken cancel)
    {
        if (move.State is not (MoveState.Running or MoveState.Submitting) || sight.Of(move) is not { Status: "failed" or "error" or "cancelled" } migration)
            return null;
        var details = move.RequestId is { } request ? await DetailsAsync(move.InstanceId, request, cancel) : [];
        return FailureReason.Explain(migration, move.Destination, details, move.Attachments.HasEncryptedVolumes);
    }

    private async Task<IReadOnlyList<string>> DetailsAsync(string instance, string request, CancellationToken cancel)
    {
        if (await session.Compute.InstanceActions.GetAsync(instance, request, cancel) is not { } action)
            return [];
        return [.. action.Events.Where(e => e.Result == "Error").Select(e => e.Details).OfType<string>().Where(d => d.Length > 0)];
    }
}

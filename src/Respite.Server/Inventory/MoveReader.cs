using Respite.OpenStack.Session;
using Respite.Server.Execution.Moves;
using Respite.Server.Maintenances;

namespace Respite.Server.Inventory;

/// <summary>Gathers what each move's decision needs, asking Nova about single instances only where the host's list does not tell.</summary>
internal sealed class MoveReader(OpenStackSession session, HostReader hosts, MigrationFeed migrations, TimeProvider clock)
{
    /// <summary>
    /// The instances whose migrations are known to have ended. They have most probably left, so that the host's list will not tell of
    /// them: asked for beside that list, they hold up no one's next move.
    /// </summary>
    /// <returns>By id; a null one was deleted.</returns>
    public async Task<IReadOnlyDictionary<string, InstanceView?>> ArrivedAsync(IReadOnlyList<Move> moves, CancellationToken cancel)
    {
        var ended = moves.Where(m => m.State.IsInFlight() && m.MigrationId is { } id && migrations.HasEnded(id));
        return (await Task.WhenAll(ended.Select(async m => (Id: m.InstanceId, Instance: await hosts.InstanceAsync(m.InstanceId, cancel)))))
            .ToDictionary(seen => seen.Id, seen => seen.Instance, StringComparer.Ordinal);
    }

    /// <param name="arrived">Asked for after their migrations had ended.</param>
    /// <returns>A null sight where there is nothing to decide: it has left for good.</returns>
    public async Task<IReadOnlyList<(Move Move, MoveSight? Sight)>> SightsAsync(
        IReadOnlyList<Move> moves, HostObservation observed, IReadOnlyDictionary<string, InstanceView?> arrived, Maintenance m, bool mayStart, CancellationToken cancel)
    {
        var here = observed.Instances.ToDictionary(i => i.Id, StringComparer.Ordinal);
        var seen = observed.Migrations.ToLookup(g => g.InstanceId, StringComparer.Ordinal);
        var now = clock.GetUtcNow();
        var sights = new List<(Move, MoveSight?)>();
        foreach (var move in moves)
        {
            IReadOnlyList<MigrationView> own = [.. seen[move.InstanceId]];
            if (here.GetValueOrDefault(move.InstanceId) is not { } instance)
            {
                if (move.State is MoveState.Done or MoveState.Gone && !own.Any(g => g.AwaitsConfirmation && g.SourceHost == m.Host))
                {
                    sights.Add((move, null));
                    continue;
                }
                if (!arrived.TryGetValue(move.InstanceId, out instance))
                    instance = await hosts.InstanceAsync(move.InstanceId, cancel);
            }
            var sight = Sight(instance is null ? null : instance with { Snapshot = instance.Snapshot with { Attachments = move.Attachments } });
            sights.Add((move, sight with { WhyEnded = await WhyEndedAsync(move, sight, cancel) }));

            MoveSight Sight(InstanceView? shown) => new(shown, own, null, m.Policy, mayStart, m is { State: MaintenanceState.Cancelling, AbortRunning: true }, now);
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

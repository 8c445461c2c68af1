using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Plans;
using Respite.Server.Store;

namespace Respite.Server.Inventory;

/// <summary>A plan with what it was made from.</summary>
internal sealed record MadePlan(DrainPlan Plan, PlanningSnapshot Snapshot, PlanOptions Options)
{
    public ServiceView Service => Snapshot.Service;

    public IReadOnlyList<InstanceView> Instances => Snapshot.Instances;
}

/// <summary>Makes plans: reads the cloud, counts what other maintenances have promised, asks the planner.</summary>
internal sealed class PlanMaker(SnapshotReader snapshots, IMaintenanceStore store, TimeProvider clock)
{
    /// <summary>What begins sooner would only move on again what is sent there.</summary>
    private static readonly TimeSpan Distant = TimeSpan.FromDays(1);

    private const int MostScheduled = 10_000;

    /// <summary>Plans the whole host.</summary>
    /// <param name="maintenanceId">The maintenance that it is for; null for a look only.</param>
    /// <exception cref="HostUnfitException">The host is not known or cannot be drained.</exception>
    public async Task<MadePlan> MakeAsync(
        string host, DrainPolicy policy, IReadOnlyList<string> with, string? maintenanceId, CancellationToken cancel)
    {
        var (snapshot, options) = await ReadAsync(host, policy, with, maintenanceId, cancel);
        options = options with { Durations = PastMoves.Learn(await store.MovesOfNewestAsync(PastMoves.Maintenances)) };
        var plan = DrainPlanner.Plan(snapshot.Cloud, host, [.. snapshot.Instances.Select(i => i.Snapshot)], policy, options);
        return new MadePlan(plan, snapshot, options);
    }

    /// <summary>Plans a few instances of a host that is being drained: those that came late or whose destination refused.</summary>
    /// <param name="excluded">Instance id to hosts that it is not sent to again. Its keys are the instances to plan.</param>
    public async Task<DrainPlan> MakeForAsync(
        string host, DrainPolicy policy, IReadOnlyList<string> with, string maintenanceId, IReadOnlyDictionary<string, IReadOnlySet<string>> excluded, CancellationToken cancel)
    {
        var (snapshot, options) = await ReadAsync(host, policy, with, maintenanceId, cancel, only: excluded.Keys);
        var few = snapshot.Instances.Where(i => excluded.ContainsKey(i.Id)).Select(i => i.Snapshot).ToList();
        return DrainPlanner.Plan(snapshot.Cloud, host, few, policy, options with { ExcludedDestinations = excluded, UseSpares = false, SeekRoom = false });
    }

    /// <summary>Holds a stored plan against the cloud as it is now.</summary>
    /// <returns>The plan as it was stored with what is there now, and what has changed so that it does not hold; empty: it holds.</returns>
    /// <exception cref="HostUnfitException">The host is not known any more or cannot be drained.</exception>
    public async Task<(MadePlan Made, IReadOnlyList<string> Changes)> HoldAsync(StoredPlan stored, string? maintenanceId, CancellationToken cancel)
    {
        var fresh = await MakeAsync(stored.Plan.Host, stored.Policy, stored.With, maintenanceId, cancel);
        var chosen = stored.Plan.Moves.Where(m => m.Destination is not null).Select(m => new ChosenDestination(m.InstanceId, m.Destination!)).ToList();
        var answers = ChosenDestinations.Ask(
            fresh.Snapshot.Cloud, stored.Plan.Host, [.. fresh.Instances.Select(i => i.Snapshot)], chosen, stored.Policy, fresh.Options, stored.Plan.SpareHost);
        return (fresh with { Plan = stored.Plan }, PlanChanges.Of(stored, fresh, answers));
    }

    /// <summary>Asks the rules whether an instance of a host that is being drained may go to another host than planned.</summary>
    /// <exception cref="UnknownHostException">There is no such destination.</exception>
    /// <exception cref="HostUnfitException">The drained host is not known any more.</exception>
    public async Task<DestinationAnswer> AskAsync(Maintenance m, string instanceId, string destination, CancellationToken cancel)
    {
        var (snapshot, options) = await ReadAsync(m.Host, m.Policy, m.DrainedWith, m.Id, cancel, only: [instanceId], without: instanceId);
        var answers = ChosenDestinations.Ask(
            snapshot.Cloud, m.Host, [.. snapshot.Instances.Select(i => i.Snapshot)], [new ChosenDestination(instanceId, destination)], m.Policy, options, m.Plan?.SpareHost);
        return answers switch
        {
            [] => new DestinationAnswer(destination, "instance", null, $"the instance is not on {m.Host} any more"),
            [(_, { } answer), ..] => answer,
            _ => throw new UnknownHostException(destination, snapshot.Cloud.Hosts.Select(h => h.Name)),
        };
    }

    /// <param name="only">The instances that are planned; null: all.</param>
    /// <param name="without">An instance whose own promised room is free to it.</param>
    private async Task<(PlanningSnapshot Snapshot, PlanOptions Options)> ReadAsync(
        string host, DrainPolicy policy, IReadOnlyList<string> with, string? maintenanceId, CancellationToken cancel,
        IEnumerable<string>? only = null, string? without = null)
    {
        var distant = await DistantAsync();
        var others = (await store.ListOpenAsync()).Where(m => m.Id != maintenanceId && m.Host != host && !distant.Contains(m.Id)).Select(m => m.Host).ToHashSet(StringComparer.Ordinal);
        var snapshot = await snapshots.ReadAsync(host, policy, others, cancel, only?.ToHashSet(StringComparer.Ordinal));
        IReadOnlyList<Move> open = [.. await store.MovesOfOthersAsync(maintenanceId ?? ""), .. maintenanceId is null ? [] : await store.MovesAsync(maintenanceId)];
        open = without is null ? open : [.. open.Where(v => v.InstanceId != without)];
        return (snapshot, new PlanOptions
        {
            OtherDrainingHosts = others.Union(with).ToHashSet(StringComparer.Ordinal),
            ReservedResources = Promises.Room(open),
            PromisedDestinations = Promises.Destinations(open),
        });
    }

    /// <summary>Maintenances that begin so late that their hosts are still good destinations.</summary>
    private async Task<IReadOnlySet<string>> DistantAsync()
    {
        var scheduled = await store.ListAsync(new MaintenanceFilter { States = [MaintenanceState.Pending] }, before: null, MostScheduled);
        return scheduled.Where(s => s.Maintenance.NotBefore > clock.GetUtcNow() + Distant).Select(s => s.Maintenance.Id).ToHashSet(StringComparer.Ordinal);
    }
}

using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Schedule;
using Respite.Server.Execution;
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

/// <summary>The cloud as it was read for a plan.</summary>
/// <param name="OtherDrainingHosts">Hosts that are in maintenance or soon will be: no destinations.</param>
/// <param name="PromisedBefore">What was promised before the reading began: it may have been used since, unseen.</param>
internal sealed record CloudLook(
    string Host, PlanningSnapshot Snapshot, DrainPolicy Policy, IReadOnlySet<string> OtherDrainingHosts, string? MaintenanceId, IReadOnlyList<Promise> PromisedBefore);

/// <summary>What whoever asks for a plan wants beyond the policy.</summary>
/// <param name="Onto">Everything to this host, or no plan; null: wherever there is room.</param>
/// <param name="Seed">Picks among spare hosts that are equally good; 0: the first by name.</param>
internal sealed record PlanWish(string? Onto, int Seed)
{
    public static PlanWish None { get; } = new(null, 0);

    public PlanOptions On(PlanOptions options, PlanningSnapshot snapshot)
    {
        if (Onto is null)
            return options with { Seed = Seed };
        IReadOnlySet<string> others = snapshot.Cloud.Hosts.Select(h => h.Name).Where(name => name != Onto).ToHashSet(StringComparer.Ordinal);
        return options with { Seed = Seed, SeekRoom = false, ExcludedDestinations = snapshot.Instances.ToDictionary(i => i.Id, _ => others, StringComparer.Ordinal) };
    }
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
        string host, DrainPolicy policy, IReadOnlyList<string> with, string? maintenanceId, CancellationToken cancel) =>
        await MakeAsync(await LookAsync(host, policy, with, maintenanceId, cancel));

    /// <summary>Reads the cloud for a plan: the part of its making that takes time.</summary>
    /// <param name="only">The instances that are to be planned; null: all.</param>
    /// <exception cref="HostUnfitException">The host is not known or cannot be drained.</exception>
    public async Task<CloudLook> LookAsync(
        string host, DrainPolicy policy, IReadOnlyList<string> with, string? maintenanceId, CancellationToken cancel, IEnumerable<string>? only = null)
    {
        var (others, age) = await OthersAsync([host], maintenanceId);
        var before = Promise.Of(await OpenMovesAsync(maintenanceId));
        var snapshot = await snapshots.ReadAsync(host, policy, others, age, cancel, only?.ToHashSet(StringComparer.Ordinal));
        return new CloudLook(host, snapshot, policy, others.Union(with).ToHashSet(StringComparer.Ordinal), maintenanceId, before);
    }

    /// <summary>Plans several hosts as one, to look at: none of them is a destination, and each instance moves once.</summary>
    /// <exception cref="HostUnfitException">One of the hosts is not known or cannot be drained.</exception>
    public async Task<JointPlan> MakeTogetherAsync(IReadOnlyList<string> hosts, DrainPolicy policy, CancellationToken cancel)
    {
        var (others, age) = await OthersAsync(hosts, maintenanceId: null);
        var before = Promise.Of(await OpenMovesAsync(maintenanceId: null));
        var (cloud, drained) = await snapshots.ReadTogetherAsync(hosts, policy, others, age, cancel);
        var instances = drained.ToDictionary(d => d.Key, d => (IReadOnlyList<InstanceSnapshot>)[.. d.Value.Instances.Select(i => i.Snapshot)], StringComparer.Ordinal);
        return DrainPlanner.PlanTogether(cloud, instances, policy, Options(await OpenMovesAsync(maintenanceId: null), before, others) with
        {
            Durations = await DurationsAsync(),
        });
    }

    /// <summary>Plans the whole host as it was looked at, around all that has been promised until now.</summary>
    /// <param name="wish">Null: none.</param>
    public async Task<MadePlan> MakeAsync(CloudLook look, PlanWish? wish = null)
    {
        var options = (wish ?? PlanWish.None).On(await OptionsAsync(look), look.Snapshot) with { Durations = await DurationsAsync() };
        var plan = DrainPlanner.Plan(look.Snapshot.Cloud, look.Host, [.. look.Snapshot.Instances.Select(i => i.Snapshot)], look.Policy, options);
        return new MadePlan(plan, look.Snapshot, options);
    }

    /// <summary>Plans a few instances of a host that is being drained: those that came late or whose destination refused.</summary>
    /// <param name="excluded">Instance id to hosts that it is not sent to again. Its keys are the instances to plan.</param>
    public async Task<DrainPlan> MakeForAsync(
        string host, DrainPolicy policy, IReadOnlyList<string> with, string maintenanceId, IReadOnlyDictionary<string, IReadOnlySet<string>> excluded, CancellationToken cancel)
    {
        var look = await LookAsync(host, policy, with, maintenanceId, cancel, excluded.Keys);
        var few = look.Snapshot.Instances.Where(i => excluded.ContainsKey(i.Id)).Select(i => i.Snapshot).ToList();
        var options = await OptionsAsync(look) with { ExcludedDestinations = excluded, UseSpares = false, SeekRoom = false };
        return DrainPlanner.Plan(look.Snapshot.Cloud, host, few, policy, options);
    }

    /// <summary>Holds a stored plan against the cloud as it is now.</summary>
    /// <exception cref="HostUnfitException">The host is not known any more or cannot be drained.</exception>
    public async Task<IReadOnlyList<string>> ChangesAsync(StoredPlan stored, CancellationToken cancel) =>
        (await HoldAsync(stored, await LookAsync(stored.Plan.Host, stored.Policy, stored.With, maintenanceId: null, cancel))).Changes;

    /// <returns>The plan as it was stored with what is there now, and what has changed so that it does not hold; empty: it holds.</returns>
    public async Task<(MadePlan Made, IReadOnlyList<string> Changes)> HoldAsync(StoredPlan stored, CloudLook look)
    {
        var fresh = await MakeAsync(look);
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
        var look = await LookAsync(m.Host, m.Policy, m.DrainedWith, m.Id, cancel, only: [instanceId]);
        var (cloud, instances) = (look.Snapshot.Cloud, look.Snapshot.Instances);
        var answers = ChosenDestinations.Ask(
            cloud, m.Host, [.. instances.Select(i => i.Snapshot)], [new ChosenDestination(instanceId, destination)], m.Policy, await OptionsAsync(look, without: instanceId), m.Plan?.SpareHost);
        return answers switch
        {
            [] => new DestinationAnswer(destination, "instance", null, $"the instance is not on {m.Host} any more"),
            [(_, { } answer), ..] => answer,
            _ => throw new UnknownHostException(destination, cloud.Hosts.Select(h => h.Name)),
        };
    }

    /// <param name="without">An instance whose own promised room is free to it.</param>
    private async Task<PlanOptions> OptionsAsync(CloudLook look, string? without = null) =>
        Options(await OpenMovesAsync(look.MaintenanceId), look.PromisedBefore, look.OtherDrainingHosts, without);

    private static PlanOptions Options(IReadOnlyList<Move> open, IReadOnlyList<Promise> promisedBefore, IReadOnlySet<string> otherDrainingHosts, string? without = null) => new()
    {
        OtherDrainingHosts = otherDrainingHosts,
        ReservedResources = Promises.Room(Promise.Of(open).Concat(promisedBefore).Where(p => p.InstanceId != without)),
        PromisedDestinations = Promises.Destinations(open.Where(v => v.InstanceId != without)),
    };

    /// <summary>The hosts of other maintenances, and how old an answer of the cloud may be while so many begin or go on.</summary>
    private async Task<(IReadOnlySet<string> Hosts, TimeSpan Age)> OthersAsync(IReadOnlyList<string> hosts, string? maintenanceId)
    {
        var distant = await DistantAsync();
        var open = (await store.ListOpenAsync()).Where(m => m.Id != maintenanceId && !hosts.Contains(m.Host) && !distant.Contains(m.Id)).ToList();
        var beginning = open.Count(m => m.State != StoreJson.Name(MaintenanceState.InMaintenance));
        return (open.Select(m => m.Host).ToHashSet(StringComparer.Ordinal), Beat.Of(beginning, TimeSpan.Zero));
    }

    private async Task<MoveDurations> DurationsAsync() => PastMoves.Learn(await store.MovesOfNewestAsync(PastMoves.Maintenances));

    private async Task<IReadOnlyList<Move>> OpenMovesAsync(string? maintenanceId) =>
        [.. await store.MovesOfOthersAsync(maintenanceId ?? ""), .. maintenanceId is null ? [] : await store.MovesAsync(maintenanceId)];

    /// <summary>Maintenances that begin so late that their hosts are still good destinations.</summary>
    private async Task<IReadOnlySet<string>> DistantAsync()
    {
        var scheduled = await store.ListAsync(new MaintenanceFilter { States = [MaintenanceState.Pending] }, before: null, MostScheduled);
        return scheduled.Where(s => s.Maintenance.NotBefore > clock.GetUtcNow() + Distant).Select(s => s.Maintenance.Id).ToHashSet(StringComparer.Ordinal);
    }
}

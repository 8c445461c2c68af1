using System.Security.Cryptography;
using System.Text;
using Respite.OpenStack.Session;
using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Plans;
using Respite.Server.Policies;
using Respite.Server.Store;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Running;

/// <summary>What an audit of a host came to.</summary>
/// <param name="Plan">Null: there is no solution.</param>
/// <param name="Words">What is to be said of it; where there is no solution, why.</param>
internal sealed record AuditOutcome(ActionPlan? Plan, string? Words);

/// <summary>
/// The strategy <c>host_maintenance</c>: everything goes to the backup node, or else to an unused one that takes everything, or else over the
/// other hosts. Changes nothing.
/// </summary>
internal sealed class HostAudit(HostReader hosts, PlanMaker plans, PolicyChoice policies, IMaintenanceStore maintenances, TimeProvider clock)
{
    /// <summary>The reason by which Watcher's clients mark a disabled host as one to be used when it is needed.</summary>
    private const string UnusedReason = "watcher_disabled";

    public async Task<AuditOutcome> RunAsync(Audit audit, CancellationToken cancel)
    {
        var host = (string)audit.Parameters[Strategy.MaintenanceNode]!;
        try
        {
            var listed = await hosts.ListAsync(cancel);
            if (await maintenances.FindOpenAsync(host) is { Maintenance: { CordonReason: null } open })
                return new(null, $"{host} already has an open maintenance ({open.Id}, {open.State}) that was not started by Watcher's API: end it first.");
            return Outcome(audit, await PlanAsync(audit, host, listed, cancel), listed);
        }
        catch (Exception e) when (e is UnknownHostException or HostUnfitException or OpenStackException)
        {
            return new(null, e.Message);
        }
    }

    /// <returns>Also why the backup node is not what everything goes to; null: it is, or there is none.</returns>
    private async Task<(MadePlan Made, ChosenPolicy Policy, string? NotThere)> PlanAsync(Audit audit, string host, IReadOnlyList<HostListing> listed, CancellationToken cancel)
    {
        var chosen = await policies.OfAsync(written: null, name: null);
        var policy = HostAuditPolicy.Of(chosen.Policy, audit.Parameters, HostAuditPolicy.NeedsInstances(audit.Parameters) ? await hosts.InstancesAsync(host, cancel) : []);
        var (seed, notThere) = (SeedOf(audit), (string?)null);
        if ((string?)audit.Parameters[Strategy.BackupNode] is { Length: > 0 } backup)
        {
            if (listed.All(h => h.Name != backup))
                throw new UnknownHostException(backup, listed.Select(h => h.Name));
            var onto = chosen with { Policy = policy with { SpareHosts = [backup] } };
            var there = await MakeAsync(onto.Policy, new PlanWish(backup, seed));
            if (there.Plan.Feasible)
                return (there, onto, null);
            notThere = $"{backup} does not take everything ({Blocker.Words(there.Plan.Blockers)})";
        }
        var unused = listed.Where(h => h.Service is { Enabled: false, DisabledReason: UnusedReason }).Select(h => h.Name);
        var anywhere = chosen with { Policy = policy with { SpareHosts = [.. policy.SpareHosts.Union(unused).Where(h => h != host)] } };
        return (await MakeAsync(anywhere.Policy, new PlanWish(Onto: null, seed)), anywhere, notThere);

        async Task<MadePlan> MakeAsync(DrainPolicy under, PlanWish wish) => await plans.MakeAsync(await plans.LookAsync(host, under, [], maintenanceId: null, cancel), wish);
    }

    private AuditOutcome Outcome(Audit audit, (MadePlan Made, ChosenPolicy Policy, string? NotThere) planned, IReadOnlyList<HostListing> listed)
    {
        var plan = planned.Made.Plan;
        if (!plan.Feasible)
            return new(null, $"No solution: {Blocker.Words(plan.Blockers)}.");
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString();
        var spare = plan.SpareHost is { } unused ? listed.First(h => h.Name == unused).Service : null;
        return new(
            new ActionPlan
            {
                Id = id,
                AuditId = audit.Id,
                Strategy = audit.Strategy,
                Actions = ActionList.Of(id, plan, planned.Made.Service, spare),
                Plan = StoredPlan.Of(planned.Made, planned.Policy, [], audit.CreatedBy, now),
                MaintenanceId = Guid.CreateVersion7(now).ToString(),
                CreatedAt = now,
            },
            string.Join("; ", plan.Warnings.Prepend(planned.NotThere).OfType<string>()) is { Length: > 0 } words ? words : null);
    }

    /// <summary>The same for an audit whenever it is taken up again.</summary>
    private static int SeedOf(Audit audit) => BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(audit.Id)));
}

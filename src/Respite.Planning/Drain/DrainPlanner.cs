using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>
/// Plans where the instances of one host go: the whole host, or a few of its instances again (late arrivals, a destination that
/// refused). All or nothing: a plan is feasible only if every instance that is to move has a destination. See docs/planning.md.
/// </summary>
public static class DrainPlanner
{
    /// <exception cref="ArgumentException">The host is not in the snapshot.</exception>
    public static DrainPlan Plan(
        CloudSnapshot cloud, string host, IReadOnlyList<InstanceSnapshot> instances, DrainPolicy policy, PlanOptions? options = null)
    {
        options ??= new PlanOptions();
        var source = cloud.Hosts.FirstOrDefault(candidate => candidate.Name == host)
            ?? throw new ArgumentException($"The snapshot has no host {host}.", nameof(host));
        var context = new PlacementContext(cloud, source, options);
        var decided = instances.Select(instance => (Instance: instance, Decision: Decide(instance, policy, context))).ToArray();
        if (!source.Up)
            return Down(host, decided);

        var rooms = Rooms.Of(cloud, options);
        var movers = decided.Where(pair => NeedsDestination(pair.Instance, pair.Decision)).Select(pair => pair.Instance).ToArray();
        var placed = Placement.Find(movers, rooms, context, policy);
        return new DrainPlan
        {
            Host = host,
            Feasible = placed.Unplaced.Count == 0,
            Method = placed.Method,
            SpareHost = placed.SpareHost,
            Moves = MoveOrder.Of(decided.Select(pair => Move(pair.Instance, pair.Decision, placed, policy))),
            Blockers =
            [
                .. decided.Where(pair => placed.Unplaced.ContainsKey(pair.Instance.Id)).Select(pair =>
                    new Blocker(pair.Instance.Id, pair.Instance.Name, placed.Unplaced[pair.Instance.Id], BlockerKind.NoDestination)),
                .. People(decided),
            ],
            Warnings = [.. SpareHosts.Unusable(cloud, policy, options), .. placed.Warnings],
        };
    }

    private static StateDecision Decide(InstanceSnapshot instance, DrainPolicy policy, PlacementContext context)
    {
        var decision = InstanceStates.Decide(instance, policy);
        return NeedsDestination(instance, decision) && AffinityRule.Trap(instance, context) is { } group
            ? new StateDecision(StateVerdict.NeedsPerson, MoveKind.Leave,
                $"needs a person: its affinity group {group.Name} is on this host alone, and Nova lets no member of such a group go elsewhere; shelve and unshelve all of it, or leave it")
            : decision;
    }

    private static bool NeedsDestination(InstanceSnapshot instance, StateDecision decision) =>
        decision.Verdict is StateVerdict.Move or StateVerdict.Wait
        && (decision.Kind is MoveKind.LiveMigrate or MoveKind.ColdMigrate || (decision.Kind == MoveKind.ConfirmResize && !instance.ResizeSourceOnly));

    private static PlannedMove Move(InstanceSnapshot instance, StateDecision decision, Placement placed, DrainPolicy policy)
    {
        var destination = placed.Destinations.GetValueOrDefault(instance.Id);
        var named = policy.Destinations == DestinationChoice.Planned;
        var where = placed.Unplaced.ContainsKey(instance.Id) ? "; no destination was found for it"
            : destination is null ? ""
            : named ? $"; to {destination}"
            : "; Nova's scheduler chooses where to";
        return new PlannedMove
        {
            InstanceId = instance.Id,
            InstanceName = instance.Name,
            Status = instance.Status,
            Kind = decision.Kind,
            Destination = named ? destination : null,
            Reason = decision.Reason + where,
            NeedsPerson = decision.Verdict == StateVerdict.NeedsPerson,
            Waits = decision.Verdict is StateVerdict.Wait or StateVerdict.UnderWay,
            GroupIds = instance.GroupIds,
            ProjectId = instance.ProjectId,
            MemoryMb = instance.MemoryMb,
            Resources = instance.Resources,
        };
    }

    private static DrainPlan Down(string host, IReadOnlyList<(InstanceSnapshot Instance, StateDecision Decision)> decided) => new()
    {
        Host = host,
        Feasible = false,
        Method = PlanMethod.None,
        Moves = MoveOrder.Of(decided.Select(pair => Move(pair.Instance, pair.Decision, Placement.Nowhere, new DrainPolicy()))),
        Blockers =
        [
            new Blocker(null, null, $"{host} is down: nothing can be migrated off it; bring its nova-compute back, or evacuate its instances", BlockerKind.HostUnfit),
            .. People(decided),
        ],
        Warnings = [],
    };

    private static IEnumerable<Blocker> People(IReadOnlyList<(InstanceSnapshot Instance, StateDecision Decision)> decided) =>
        decided.Where(pair => pair.Decision.Verdict == StateVerdict.NeedsPerson).Select(pair =>
            new Blocker(pair.Instance.Id, pair.Instance.Name, pair.Decision.Reason, BlockerKind.NeedsPerson));
}

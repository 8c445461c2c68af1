using Respite.Planning.Model;
using Respite.Planning.Packing;
using Respite.Planning.Rules;
using Respite.Planning.Words;

namespace Respite.Planning.Drain;

/// <summary>One host's plan while its instances have no destinations yet: what each one's state asks for.</summary>
/// <param name="Movers">Those that need a destination; none if the host is down.</param>
/// <param name="Said">What was said of them and does not count.</param>
internal sealed record Draft(
    HostSnapshot Source, IReadOnlyList<(InstanceSnapshot Instance, StateDecision Decision)> Decided, IReadOnlyList<Mover> Movers, IReadOnlyList<string> Said)
{
    public static Draft Of(HostSnapshot source, IReadOnlyList<InstanceSnapshot> instances, PlacementContext context, DrainPolicy policy)
    {
        var decided = instances.Select(instance => (Instance: instance, Decision: Decide(instance, policy, context))).ToArray();
        return new Draft(source, decided, source.Up
            ? [.. decided.Where(pair => NeedsDestination(pair.Instance, pair.Decision)).Select(pair => new Mover(pair.Instance, context))]
            : [], [.. instances.SelectMany(instance => InstanceWords.Of(instance, policy).Warnings)]);
    }

    public DrainPlan With(Placement placed, DrainPolicy policy) => Source.Up ? Placed(placed, policy) : Down();

    private DrainPlan Placed(Placement placed, DrainPolicy policy)
    {
        var feasible = !Movers.Any(mover => placed.Unplaced.ContainsKey(mover.Instance.Id));
        return new DrainPlan
        {
            Host = Source.Name,
            Feasible = feasible,
            Method = feasible && Movers.Count > 0 ? placed.Method : PlanMethod.None,
            Proof = feasible ? Proof.Placed : placed.Proof,
            SpareHost = placed.SpareHost,
            Moves = MoveOrder.Of(Decided.Select(pair => Move(pair.Instance, pair.Decision, placed, policy))),
            Blockers =
            [
                .. Decided.Where(pair => placed.Unplaced.ContainsKey(pair.Instance.Id)).Select(pair =>
                    new Blocker(pair.Instance.Id, pair.Instance.Name, placed.Unplaced[pair.Instance.Id], BlockerKind.NoDestination)),
                .. People(),
            ],
            Warnings = placed.Warnings,
            Figures = placed.Figures,
            MakesRoom = placed.MakesRoom,
        };
    }

    private DrainPlan Down() => new()
    {
        Host = Source.Name,
        Feasible = false,
        Method = PlanMethod.None,
        Proof = Proof.Impossible,
        Moves = MoveOrder.Of(Decided.Select(pair => Move(pair.Instance, pair.Decision, Placement.Nowhere, new DrainPolicy()))),
        Blockers =
        [
            new Blocker(null, null, $"{Source.Name} is down: nothing can be migrated off it; bring its nova-compute back, or evacuate its instances", BlockerKind.HostUnfit),
            .. People(),
        ],
        Warnings = [],
    };

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
            Estimate = decision.Estimate,
            Priority = InstanceWords.Of(instance, policy).Priority,
            Attachments = instance.Attachments,
            GroupIds = KeptApart.Without(instance.GroupIds),
            ProjectId = instance.ProjectId,
            MemoryMb = instance.MemoryMb,
            Resources = instance.Resources,
        };
    }

    private IEnumerable<Blocker> People() =>
        Decided.Where(pair => pair.Decision.Verdict == StateVerdict.NeedsPerson).Select(pair =>
            new Blocker(pair.Instance.Id, pair.Instance.Name, pair.Decision.Reason, BlockerKind.NeedsPerson));
}

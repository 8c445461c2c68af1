using Respite.Planning.Model;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Telemetry.Tracing;

namespace Respite.Server.Execution.Moves;

/// <summary>Names a destination to those that are ready and have none: late arrivals, and those that a destination refused.</summary>
internal sealed class DestinationFinder(PlanMaker plans, TimeProvider clock)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    public async Task<List<MoveDecision>> FindAsync(Maintenance m, List<MoveDecision> decisions, CancellationToken cancel)
    {
        if (m.Policy.Destinations == DestinationChoice.Scheduler)
            return decisions;
        var without = decisions.Where(d => d.WantsStart && d.Move is { Destination: null, Kind: MoveKind.LiveMigrate or MoveKind.ColdMigrate }).ToList();
        if (without.Count == 0)
            return decisions;
        using var span = Traces.Live(m, "find destinations");
        var excluded = without.ToDictionary(d => d.Move.InstanceId, d => (IReadOnlySet<string>)d.Move.Excluded.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var plan = await plans.MakeForAsync(m.Host, m.Policy, m.DrainedWith, m.Id, excluded, cancel);
        var planned = plan.Moves.ToDictionary(p => p.InstanceId, StringComparer.Ordinal);
        return [.. decisions.Select(d => excluded.ContainsKey(d.Move.InstanceId) ? Apply(d, planned.GetValueOrDefault(d.Move.InstanceId), m.Policy) : d)];
    }

    private MoveDecision Apply(MoveDecision decision, PlannedMove? planned, DrainPolicy policy)
    {
        var (move, now) = (decision.Move, clock.GetUtcNow());
        if (planned is not null && planned.Attachments != move.Attachments)
            return new(move with { Attachments = planned.Attachments, Reason = "its ports, shares and volumes are known now" });
        if (planned?.Destination is { } destination)
            return decision with { Move = move with { Destination = destination, Resources = planned.Resources, GroupIds = planned.GroupIds, WaitingSince = null } };
        if (planned?.NeedsPerson == true)
            return new(MoveDecider.GiveUp(move, planned.Reason));
        var since = move.WaitingSince ?? now;
        var why = planned?.Reason ?? "it is not on the host any more";
        return now - since < TimeSpan.FromSeconds(policy.WaitSeconds)
            ? new(move with { Reason = $"no destination now: {why}", NotBefore = now + LookAgain, WaitingSince = since })
            : new(MoveDecider.GiveUp(move, $"needs a person: no destination: {why}"));
    }
}

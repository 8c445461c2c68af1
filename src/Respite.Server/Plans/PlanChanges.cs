using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Server.Inventory;

namespace Respite.Server.Plans;

/// <summary>What has changed since a plan was made, so that it does not hold any more. Pure.</summary>
internal static class PlanChanges
{
    /// <param name="fresh">The same host planned anew, under the same policy.</param>
    /// <param name="answers">What the rules say now of the plan's destinations, all together.</param>
    /// <returns>A sentence each; empty: it holds.</returns>
    public static IReadOnlyList<string> Of(StoredPlan stored, MadePlan fresh, IEnumerable<(ChosenDestination Chosen, DestinationAnswer? Answer)> answers)
    {
        if (!stored.Plan.Feasible)
            return ["it was never feasible"];
        var host = stored.Plan.Host;
        var was = stored.Instances.ToDictionary(i => i.Id, StringComparer.Ordinal);
        var now = fresh.Instances.ToDictionary(i => i.Id, StringComparer.Ordinal);
        return
        [
            .. stored.Instances.Where(i => !now.ContainsKey(i.Id)).Select(i => $"{i.Name} is not on {host} any more"),
            .. fresh.Instances.Where(i => !was.ContainsKey(i.Id)).Select(i => $"{i.Name} is on {host} now"),
            .. stored.Instances.Where(i => now.ContainsKey(i.Id)).Select(i => Instance(i, now[i.Id])).OfType<string>(),
            .. stored.Plan.Moves.Select(m => (Was: m, Now: fresh.Plan.Moves.FirstOrDefault(n => n.InstanceId == m.InstanceId))).Select(m => Move(m.Was, m.Now)).OfType<string>(),
            .. answers.Where(a => a.Answer?.Allowed != true).Select(a => $"{was[a.Chosen.InstanceId].Name} cannot go to {a.Chosen.Destination} any more: {a.Answer?.Reason ?? "there is no such host"}"),
        ];
    }

    private static string? Instance(SeenInstance was, InstanceView now) =>
        now.Status != was.Status ? $"{was.Name} is {now.Status}, it was {was.Status}"
        : !now.Snapshot.Resources.Equals(was.Resources) ? $"{was.Name} has been resized"
        : null;

    /// <summary>What is to be done with it may have changed though its state has not: a lock, a word of its owner, a port.</summary>
    private static string? Move(PlannedMove was, PlannedMove? now) =>
        now is null || (now.Kind == was.Kind && now.NeedsPerson == was.NeedsPerson) ? null
        : now.NeedsPerson && !was.NeedsPerson ? $"{was.InstanceName} needs a person now: {now.Reason}"
        : $"{was.InstanceName} would be a {now.Kind}, the plan says {was.Kind}: {now.Reason}";
}

using Respite.Planning.Drain;
using Respite.Server.Inventory;

namespace Respite.Server.Api;

/// <summary>Where one instance could go before anything of the plan is placed, and why not elsewhere.</summary>
/// <param name="Planned">Where the plan sends it.</param>
/// <param name="Refused">By the first rule that refuses and its kind of refusal, the most hosts first.</param>
internal sealed record ExplanationJson(string InstanceId, string InstanceName, string? Planned, IReadOnlyList<string> Allowed, IReadOnlyList<RefusalJson> Refused)
{
    /// <param name="instance">By id, or by a name that only one has.</param>
    /// <returns>Null: the host has no such instance, or several of that name.</returns>
    public static ExplanationJson? Of(MadePlan made, string instance)
    {
        var found = made.Instances.Where(i => i.Id == instance).ToList();
        if (found.Count == 0)
            found = [.. made.Instances.Where(i => i.Name == instance)];
        if (found is not [var one])
            return null;
        var answers = Destinations.Of(made.Snapshot.Cloud, made.Plan.Host, one.Snapshot, made.Options);
        return new(
            one.Id,
            one.Name,
            made.Plan.Moves.FirstOrDefault(m => m.InstanceId == one.Id)?.Destination,
            [.. answers.Where(a => a.Allowed).Select(a => a.Host)],
            [.. answers.Where(a => !a.Allowed)
                .GroupBy(a => (a.RefusedBy, a.Label))
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Label, StringComparer.Ordinal)
                .Select(g => new RefusalJson(g.Key.RefusedBy!, g.Key.Label!, [.. g.Select(a => a.Host)], g.First().Reason!))]);
    }
}

/// <param name="Label">The kind of refusal in few words.</param>
/// <param name="Reason">Of the first of the hosts, in full.</param>
internal sealed record RefusalJson(string Rule, string Label, IReadOnlyList<string> Hosts, string Reason);

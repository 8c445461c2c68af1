using Respite.Planning.Model;
using Respite.Planning.Packing;
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
        var drained = new HashSet<string>(StringComparer.Ordinal) { host };
        (cloud, instances) = KeptApart.In(cloud, instances, policy);
        var draft = Draft.Of(source, instances, new PlacementContext(cloud, source, options), policy);
        var placed = Placement.Find(new PackingCase(cloud, draft.Movers, drained, options, policy.Balance == BalanceChoice.Pack), policy);
        var plan = draft.With(placed, policy) with { Warnings = [.. SpareHosts.Unusable(cloud, policy, options), .. placed.Warnings, .. draft.Said] };
        return Timetable.Of(plan, source, policy, options);
    }

    /// <summary>
    /// Plans several hosts that are drained at the same time: none of them is a destination, what goes to the others shares their room,
    /// and each instance moves once. No spare host is used.
    /// </summary>
    /// <param name="instances">Host -> the instances on it.</param>
    /// <exception cref="ArgumentException">A host is not in the snapshot.</exception>
    public static JointPlan PlanTogether(
        CloudSnapshot cloud, IReadOnlyDictionary<string, IReadOnlyList<InstanceSnapshot>> instances, DrainPolicy policy, PlanOptions? options = null)
    {
        options ??= new PlanOptions();
        var drained = instances.Keys.ToHashSet(StringComparer.Ordinal);
        options = options with { OtherDrainingHosts = drained.Union(options.OtherDrainingHosts).ToHashSet(StringComparer.Ordinal) };
        var sources = cloud.Hosts.Where(host => drained.Contains(host.Name)).OrderBy(host => host.Name, StringComparer.Ordinal).ToArray();
        if (drained.Except(sources.Select(source => source.Name)).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"The snapshot has no host {unknown}.", nameof(instances));
        if (sources.Length == 0)
            return new JointPlan { Plans = [], Proof = Proof.Placed, Warnings = [] };
        (cloud, var all) = KeptApart.In(cloud, [.. sources.SelectMany(source => instances[source.Name])], policy);
        var context = new PlacementContext(cloud, sources[0], options);
        var joined = all.ToDictionary(instance => instance.Id, StringComparer.Ordinal);
        var drafts = Array.ConvertAll(sources, source => Draft.Of(source, [.. instances[source.Name].Select(instance => joined[instance.Id])], context.From(source), policy));
        var movers = drafts.SelectMany(draft => draft.Movers).ToArray();
        var placed = Placement.Find(new PackingCase(cloud, movers, drained, options, policy.Balance == BalanceChoice.Pack), policy);
        var plans = Array.ConvertAll(drafts, draft => Timetable.Of(draft.With(placed, policy) with { Figures = null, MakesRoom = [], Warnings = [] }, draft.Source, policy, options));
        return new JointPlan
        {
            Plans = plans,
            Duration = Timetable.Together([.. plans.Zip(sources)], policy, options),
            Proof = placed.Proof,
            Figures = placed.Figures,
            MakesRoom = placed.MakesRoom,
            Warnings = [.. placed.Warnings, .. drafts.SelectMany(draft => draft.Said)],
        };
    }
}

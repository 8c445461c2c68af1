using Respite.Planning.Drain;

namespace Respite.Situations;

/// <summary>What the planner and Nova say of one instance's destinations.</summary>
/// <param name="Host">Where it is.</param>
/// <param name="Planner">The rules' answers for every host but its own.</param>
/// <param name="Nova">The hosts that Nova's scheduler accepts.</param>
public sealed record Comparison(Situation Situation, SituationInstance Instance, string Host, IReadOnlyList<DestinationAnswer> Planner, IReadOnlySet<string> Nova)
{
    /// <summary>Never: the planner would send the instance where Nova refuses it.</summary>
    public IEnumerable<string> AllowedAndRefused => Planner.Where(a => a.Allowed && !Nova.Contains(a.Host)).Select(a => $"{this}: the planner allows {a.Host}, Nova refuses it");

    public IEnumerable<string> AllowedByBoth => Planner.Where(a => a.Allowed && Nova.Contains(a.Host)).Select(a => a.Host);

    /// <summary>The planner is stricter than Nova.</summary>
    public IEnumerable<DestinationAnswer> RefusedAndAccepted => Planner.Where(a => !a.Allowed && Nova.Contains(a.Host));

    public override string ToString() =>
        $"situation {Situation.Seed}, {Instance}, is on {Host}, {Situation.Flavors.First(f => f.Name == Instance.Flavor)}: "
        + $"planner {string.Join(", ", Planner.Select(a => $"{a.Host} {a.RefusedBy ?? "yes"}"))}; Nova {string.Join(", ", Nova.Order(StringComparer.Ordinal))}";
}

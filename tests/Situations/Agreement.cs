using System.Globalization;
using Respite.Planning.Drain;

namespace Respite.Situations;

/// <summary>Where the planner may be stricter than Nova (docs/planning.md, "Stricter than Nova"), and what a run of comparisons came to.</summary>
public static class Agreement
{
    /// <summary>Hosts that the planner refuses and Nova accepts for no known reason.</summary>
    public static IEnumerable<string> Unexplained(Comparison comparison) =>
        comparison.RefusedAndAccepted.Where(a => Reason(comparison, a) is null).Select(a => $"{comparison}: the planner refuses {a.Host} ({a.Reason}), Nova accepts it");

    public static string Report(IReadOnlyList<Comparison> comparisons)
    {
        var pairs = comparisons.Sum(c => c.Planner.Count);
        var stricter = comparisons.SelectMany(c => c.RefusedAndAccepted.Select(a => Reason(c, a) ?? $"unexplained: {a.RefusedBy}")).CountBy(r => r).OrderByDescending(r => r.Value).ToList();
        var refusals = comparisons.SelectMany(c => c.Planner).Where(a => !a.Allowed).CountBy(a => a.RefusedBy!).OrderByDescending(r => r.Value);
        return string.Create(CultureInfo.InvariantCulture,
            $"{comparisons.Count} instances, {pairs} pairs: {comparisons.Sum(c => c.AllowedByBoth.Count())} allowed by both, {comparisons.Sum(c => c.AllowedAndRefused.Count())} allowed and refused by Nova, {stricter.Sum(s => s.Value)} stricter ({string.Join(", ", stricter.Select(s => $"{s.Value} {s.Key}"))}); refused by {string.Join(", ", refusals.Select(r => $"{r.Key} {r.Value}"))}");
    }

    private static string? Reason(Comparison comparison, DestinationAnswer answer) => answer.RefusedBy switch
    {
        "zone" when comparison.Instance.Zone is null => "stays in its zone: below compute 2.96 nothing shows that it is not pinned",
        "tenant" when answer.Label == "kept for other projects" && SuffixesOnly(comparison, answer.Host) => "kept by suffixed keys, which Nova's filter has not always looked at",
        "image" when answer.Label == "perhaps kept for other images" => "below compute 2.98 nothing shows what its image says",
        _ => null,
    };

    private static bool SuffixesOnly(Comparison comparison, string host) =>
        !comparison.Situation.Aggregates.Any(a => a.Hosts.Contains(host) && a.Metadata.ContainsKey("filter_tenant_id"));
}

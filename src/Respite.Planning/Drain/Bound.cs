using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Drain;

/// <summary>A proof that no packing can fit: all units together need more of a class than all their candidates have.</summary>
internal static class Bound
{
    /// <summary>What is lacking in sum, before anything is placed; empty if the sums allow a packing.</summary>
    public static ResourceVector Lacking(IReadOnlyList<PackingUnit> units, HostRoom[] rooms)
    {
        var needed = units.Aggregate(ResourceVector.Zero, (sum, unit) => sum.Plus(unit.Resources));
        var candidates = units.SelectMany(unit => unit.Candidates).Distinct().Select(room => rooms[room].Free).ToArray();
        return new ResourceVector(needed
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value - candidates.Sum(free => Math.Max(0, free[pair.Key]))))
            .Where(pair => pair.Value > 0));
    }
}

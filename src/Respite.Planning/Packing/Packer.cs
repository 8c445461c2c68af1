using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>
/// Finds a room for every unit: a quick pass; where that leaves something over, a proof that it must, or other orders, or a search through
/// everything. Each within a limit that is counted, not timed, so that the same input gives the same answer on every machine.
/// </summary>
internal static class Packer
{
    /// <summary>The rooms are left filled as the answer says: with a packing, or with as much as a quick pass could place.</summary>
    public static Packed Solve(IReadOnlyList<PackingUnit> units, HostRoom[] rooms, bool pack, int seed, Effort effort)
    {
        var everything = units.Sum(unit => (long)unit.Candidates.Length);
        var state = new PackingState(units, rooms, effort.RoomsLookedAt + (2 * everything));
        var heuristic = new Heuristic(state, pack, seed);
        var packed = Solve(state, heuristic, effort);
        state.Restore(packed.Rooms);
        return packed;
    }

    private static Packed Solve(PackingState state, Heuristic heuristic, Effort effort)
    {
        var first = heuristic.First();
        if (Array.IndexOf(first, -1) < 0)
            return new Packed(first, Proof.Placed);
        state.Clear();
        if (Impossibility.Of(state.Units, state.Rooms) is { } why)
            return new Packed(first, Proof.Impossible, why);
        var best = heuristic.Again(first);
        if (Array.IndexOf(best, -1) < 0)
            return new Packed(best, Proof.Placed);
        state.Clear();
        var (proof, found) = ExactSearch.Run(state.Units, state.Rooms, effort.Steps);
        return proof switch
        {
            Proof.Placed => new Packed(found!, proof),
            Proof.Impossible => new Packed(best, proof, "every way of placing all that moves was tried"),
            _ => new Packed(best, proof),
        };
    }
}

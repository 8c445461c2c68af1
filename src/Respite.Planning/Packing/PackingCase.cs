using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>All that has to find room at once, and where: the question that a packing answers.</summary>
/// <param name="Drained">The hosts that the movers come from.</param>
/// <param name="Pack">Fill the fullest, rather than keep the headroom even.</param>
internal sealed record PackingCase(CloudSnapshot Cloud, IReadOnlyList<Mover> Movers, IReadOnlySet<string> Drained, PlanOptions Options, bool Pack)
{
    /// <summary>The hosts as they are, with nothing of the plan in them.</summary>
    public HostRoom[] Rooms() => Packing.Rooms.Of(Cloud, Options);

    /// <summary>The units, and the rooms filled as the answer says.</summary>
    public (IReadOnlyList<PackingUnit> Units, HostRoom[] Rooms, Packed Packed) Solve()
    {
        var rooms = Rooms();
        var units = PackingUnit.Of(Movers, new Candidates(rooms, Cloud, Options, Movers[0]));
        return (units, rooms, Packer.Solve(units, rooms, Pack, Options.Seed));
    }
}

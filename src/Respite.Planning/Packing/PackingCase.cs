using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>All that has to find room at once, and where: the question that a packing answers.</summary>
/// <param name="Drained">The hosts that the movers come from.</param>
/// <param name="Pack">Fill the fullest, rather than keep the headroom even.</param>
internal sealed record PackingCase(CloudSnapshot Cloud, IReadOnlyList<Mover> Movers, IReadOnlySet<string> Drained, PlanOptions Options, bool Pack)
{
    /// <summary>What if a rule did not hold?</summary>
    public RuleException? Exception { get; init; }

    /// <summary>The hosts as they are, with nothing of the plan in them.</summary>
    public HostRoom[] Rooms() => Packing.Rooms.Of(Cloud, Options);

    /// <summary>The same question after the cloud has changed: what the rules look at is put together anew.</summary>
    public PackingCase Again()
    {
        var context = new PlacementContext(Cloud, Movers[0].Context.Source, Options);
        return this with { Movers = [.. Movers.Select(mover => mover with { Context = context.From(mover.Context.Source) })] };
    }

    /// <summary>The units, and the rooms filled as the answer says.</summary>
    public (IReadOnlyList<PackingUnit> Units, HostRoom[] Rooms, Packed Packed) Solve(Effort effort)
    {
        var rooms = Rooms();
        var units = PackingUnit.Of(Movers, new Candidates(this, rooms));
        return (units, rooms, Packer.Solve(units, rooms, Pack, Options.Seed, effort));
    }
}

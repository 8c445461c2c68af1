using System.Numerics;
using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>
/// The smallest single changes after which everything fits, one of each kind that helps, what disturbs least first: a host enabled, room freed on one host,
/// a group widened, a rule lifted. Each is tried by packing again with it.
/// </summary>
internal sealed class MakeRoom
{
    /// <summary>Of each kind so many are tried, the most promising first; fewer where packing again takes long.</summary>
    private const int Tries = 6;
    private const long PairsPacked = 2_000_000;
    private const long PairsOfSmallCase = 20_000;

    private readonly PackingCase _case;
    private readonly IReadOnlyList<PackingUnit> _left;
    private readonly HostRoom[] _rooms;
    private readonly ResourceVector _needed;
    private readonly int _tries;
    private readonly bool _small;

    private MakeRoom(PackingCase drain, IReadOnlyList<PackingUnit> units, IReadOnlyList<PackingUnit> left, HostRoom[] rooms)
    {
        (_case, _left, _rooms) = (drain, left, rooms);
        _needed = left.Aggregate(ResourceVector.Zero, (sum, unit) => sum.Plus(unit.Resources));
        var pairs = (long)units.Count * rooms.Length;
        _tries = (int)Math.Clamp(PairsPacked / pairs, 1, Tries);
        _small = pairs <= PairsOfSmallCase;
    }

    /// <param name="left">Those without a room.</param>
    /// <param name="rooms">Filled with the others.</param>
    public static IReadOnlyList<RoomChange> Of(PackingCase drain, IReadOnlyList<PackingUnit> units, IReadOnlyList<PackingUnit> left, HostRoom[] rooms)
    {
        var search = new MakeRoom(drain, units, left, rooms);
        return [.. new[] { search.EnableHost(), search.FreeRoom(), search.WidenGroup(), search.LiftRule() }.OfType<RoomChange>()];
    }

    /// <summary>The one that has the most to spare for what is left over.</summary>
    private RoomChange? EnableHost() => _rooms
        .Where(room => room.Host is { Up: true, InMaintenance: false } host && !_case.Drained.Contains(host.Name)
            && !_case.Options.OtherDrainingHosts.Contains(host.Name) && !OpenRooms.Takes(room, _case.Movers[0]))
        .OrderBy(room => _needed.FillWith(room.Host.Capacity, room.Free))
        .Take(_tries)
        .Select(room => new RoomChange(RoomChangeKind.EnableHost, $"enable {room.Host.Name}", Host: room.Host.Name))
        .FirstOrDefault(Helps);

    /// <summary>The smallest share of its host, as far as it can be made smaller class by class.</summary>
    private RoomChange? FreeRoom()
    {
        var lacks = _left.Select(unit => unit.Candidates).Distinct().Aggregate((all, one) => [.. all.Intersect(one)])
            .Select(room => (_rooms[room].Host, Lacks: _needed.Lacking(_rooms[room].Free)))
            .Where(pair => pair.Lacks.Count > 0 && pair.Lacks.Fits(pair.Host.Used))
            .OrderBy(pair => ShareOf(pair.Host, pair.Lacks)).Take(_tries).ToArray();
        var (host, enough) = lacks.FirstOrDefault(pair => Helps(Freed(pair.Host, pair.Lacks)));
        return host is null ? null : _small ? Smaller(host, Freed(host, enough)) : Freed(host, enough);
    }

    private RoomChange? WidenGroup() => _left
        .SelectMany(unit => unit.Movers).SelectMany(mover => AntiAffinityRule.GroupsOf(mover.Instance, mover.Context)).Distinct()
        .SelectMany(group => Enumerable.Range(group.MaxServerPerHost + 1, 2).Select(most => new RoomChange(
            RoomChangeKind.WidenGroup, $"let anti-affinity group {group.Name} have {most} members on a host instead of {group.MaxServerPerHost}", GroupId: group.Id, MaxServerPerHost: most)))
        .OrderBy(change => change.MaxServerPerHost)
        .Take(_tries)
        .FirstOrDefault(Helps);

    private RoomChange? LiftRule()
    {
        var ids = _left.SelectMany(unit => unit.Movers).Select(mover => mover.Instance.Id).ToHashSet(StringComparer.Ordinal);
        var rule = PlacementRules.Fixed.Where(Refuses).Take(_tries).FirstOrDefault(rule => Solves(_case with { Exception = new RuleException(rule, ids) }));
        return rule is null ? null : new RoomChange(
            RoomChangeKind.LiftRule, $"have {Names()} not held to the rule \"{rule.Name}\" ({rule.Mirrors})", Rule: rule.Name);
    }

    private bool Refuses(PlacementRule rule) => _rooms.Where(room => OpenRooms.Takes(room, _case.Movers[0])).Any(room =>
        _left.Any(unit => unit.Movers.Any(mover => rule.Check(mover.Instance, room, mover.Context).Refused)));

    private string Names()
    {
        var names = _left.SelectMany(unit => unit.Movers).Select(mover => mover.Instance.Name).ToArray();
        return names.Length <= 3 ? string.Join(", ", names) : $"{names[0]}, {names[1]} and {names.Length - 2} more";
    }

    /// <summary>Each class in turn made as small as packing again allows, in steps of what all sizes are multiples of.</summary>
    private RoomChange Smaller(HostSnapshot host, RoomChange change)
    {
        foreach (var (name, amount) in change.Resources!)
        {
            var step = _case.Movers.Aggregate(0L, (one, mover) => (long)BigInteger.GreatestCommonDivisor(one, mover.Instance.Resources[name]));
            long less = 0, tooLittle = ((amount - 1) / step) + 1;
            while (tooLittle - less > 1)
            {
                var half = (tooLittle + less) / 2;
                if (Helps(Freed(host, Less(change, name, amount - (half * step)))))
                    less = half;
                else
                    tooLittle = half;
            }
            change = Freed(host, Less(change, name, amount - (less * step)));
        }
        return change;
    }

    private static ResourceVector Less(RoomChange change, string name, long amount) =>
        change.Resources!.Minus(ResourceVector.Of((name, change.Resources![name] - amount)));

    private static RoomChange Freed(HostSnapshot host, ResourceVector amount) =>
        new(RoomChangeKind.FreeRoom, $"free {amount} on {host.Name}", Host: host.Name, Resources: amount);

    private static double ShareOf(HostSnapshot host, ResourceVector amount) => amount.FillWith(host.Capacity, host.Capacity);

    private bool Helps(RoomChange change) => Solves(_case with { Cloud = change.ApplyTo(_case.Cloud) });

    private static bool Solves(PackingCase changed) => changed.Again().Solve(Effort.Little).Packed.Proof == Proof.Placed;
}

using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>What a packing leaves: read from the filled rooms.</summary>
internal static class Figures
{
    /// <param name="units">Null where the method leaves no choice: then what is reached is the bound.</param>
    public static PlanFigures Of(IReadOnlyList<Mover> movers, HostRoom[] rooms, IReadOnlyList<PackingUnit>? units)
    {
        var classes = movers.SelectMany(mover => mover.Instance.Resources.Select(pair => pair.Key)).Distinct().Order(StringComparer.Ordinal).ToArray();
        var filled = Array.ConvertAll(rooms, FilledRoom.Of);
        var destinations = Array.FindAll(filled, one => one.Arrivals > 0);
        var fullest = destinations.Max(one => one.Placed.FillWith(one.Capacity, one.Before));
        return new PlanFigures
        {
            Headroom = [.. classes.Select(name => Sum(name, [.. filled.Where(one => OpenRooms.Takes(one.Room, movers[0]))]))],
            Destinations =
            [
                .. destinations.Select(one => new HostFill(one.Room.Host.Name, one.Arrivals, [.. one.Placed.Select(pair => Sum(pair.Key, [one]))])),
            ],
            Fullest = fullest,
            FullestAtLeast = units is null ? fullest : LeastOf.Fullest(units, filled),
            HostsAtLeast = units is null ? destinations.Length : LeastOf.Hosts(units, filled),
        };
    }

    private static ClassFill Sum(string name, IReadOnlyList<FilledRoom> rooms)
    {
        var capacity = rooms.Sum(one => one.Capacity[name]);
        var before = capacity - rooms.Sum(one => one.Before[name]);
        return new ClassFill(name, capacity, before, before + rooms.Sum(one => one.Placed[name]));
    }
}

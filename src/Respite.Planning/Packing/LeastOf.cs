namespace Respite.Planning.Packing;

/// <summary>Bounds that no packing of the same units can beat.</summary>
internal static class LeastOf
{
    /// <summary>How full the fullest destination becomes at least: by each unit alone, and by spreading each class like water.</summary>
    public static double Fullest(IReadOnlyList<PackingUnit> units, FilledRoom[] rooms)
    {
        var least = 0.0;
        foreach (var unit in units.DistinctBy(unit => (unit.Candidates, unit.Resources)))
            least = Math.Max(least, Alone(unit, rooms));
        foreach (var name in units.SelectMany(unit => unit.Resources.Select(pair => pair.Key)).Distinct())
            least = Math.Max(least, WaterLevel(name, units, rooms));
        return least;
    }

    /// <summary>How many destinations it takes at least: those with the most free, until the sum of each class has room.</summary>
    public static int Hosts(IReadOnlyList<PackingUnit> units, FilledRoom[] rooms) =>
        units.SelectMany(unit => unit.Resources.Select(pair => pair.Key)).Distinct().Select(name =>
        {
            var left = units.Sum(unit => unit.Resources[name]);
            return CandidatesOf(units, name).Select(room => rooms[room].Before[name]).OrderDescending().TakeWhile(free => (left -= free) + free > 0).Count();
        }).DefaultIfEmpty().Max();

    /// <summary>Where it goes, it fills that host so far at least.</summary>
    private static double Alone(PackingUnit unit, FilledRoom[] rooms)
    {
        var least = double.PositiveInfinity;
        foreach (var room in unit.Candidates)
            if (unit.Resources.Fits(rooms[room].Before))
                least = Math.Min(least, unit.Resources.FillWith(rooms[room].Capacity, rooms[room].Before));
        return least;
    }

    /// <summary>The level to which the hosts would be filled if the class were divisible at will: the emptiest first.</summary>
    private static double WaterLevel(string name, IReadOnlyList<PackingUnit> units, FilledRoom[] rooms)
    {
        double water = units.Sum(unit => unit.Resources[name]);
        var hosts = CandidatesOf(units, name)
            .Select(room => (Capacity: (double)rooms[room].Capacity[name], Used: (double)(rooms[room].Capacity[name] - rooms[room].Before[name])))
            .Where(host => host.Capacity > 0)
            .OrderBy(host => host.Used / host.Capacity);
        double capacity = 0, used = 0, level = 0;
        foreach (var host in hosts)
        {
            if (capacity > 0 && host.Used / host.Capacity >= level)
                break;
            capacity += host.Capacity;
            used += host.Used;
            level = (used + water) / capacity;
        }
        return level;
    }

    private static IEnumerable<int> CandidatesOf(IReadOnlyList<PackingUnit> units, string name) =>
        units.Where(unit => unit.Resources[name] > 0).Select(unit => unit.Candidates).Distinct().SelectMany(set => set).Distinct();
}

namespace Respite.Planning.Schedule;

/// <summary>Numbers what moves take while they are under way: places under a limit, shares of a link.</summary>
internal sealed class Slots
{
    private readonly ScheduleProblem _problem;
    private readonly Dictionary<(string Kind, string Name), int> _index = [];
    private readonly List<long> _capacity = [];

    private Slots(ScheduleProblem problem) => _problem = problem;

    /// <returns>Capacity by slot, and the ways of each move; without the slots that cannot run out.</returns>
    public static (long[] Capacity, Way[][] Ways) Of(ScheduleProblem problem)
    {
        var slots = new Slots(problem);
        var ways = problem.Moves.Select(slots.Ways).ToArray();
        var capacity = slots._capacity;
        var most = new long[capacity.Count];
        foreach (var paces in ways)
            foreach (var bySlot in paces.SelectMany(way => way.Uses).GroupBy(use => use.Of))
                most[bySlot.Key] += bySlot.Max(use => use.Amount);
        var kept = Enumerable.Range(0, most.Length).Where(slot => most[slot] > capacity[slot]).ToArray();
        var number = new int[most.Length];
        Array.Fill(number, -1);
        for (var i = 0; i < kept.Length; i++)
            number[kept[i]] = i;
        return ([.. kept.Select(slot => capacity[slot])], [.. ways.Select(paces => paces.Select(way => way with
        {
            Uses = [.. way.Uses.Where(use => number[use.Of] >= 0).Select(use => use with { Of = number[use.Of] })],
        }).ToArray())]);
    }

    private Way[] Ways(Transfer move)
    {
        var limits = _problem.Limits;
        var places = new List<Use>();
        Place("cloud", "", limits.PerCloud);
        Place("source", move.Source, limits.PerSource);
        Place("live", move.Live ? move.Source : null, limits.LivePerSource);
        Place("destination", move.Destination, limits.PerDestination);
        Place("zone", move.Zone, limits.PerZone);
        Place("project", move.ProjectId, limits.PerProject);
        foreach (var group in move.GroupIds.Distinct(StringComparer.Ordinal))
            Place("group", group, 1);
        return [.. move.Paces.OrderBy(pace => pace.Seconds).ThenBy(pace => pace.Mbps).Select(pace => new Way(pace, [.. places, .. Links(move, pace)]))];

        void Place(string kind, string? name, int? limit)
        {
            if (name is not null && limit is { } most)
                places.Add(new Use(Slot(kind, name, most), 1));
        }
    }

    private IEnumerable<Use> Links(Transfer move, Pace pace)
    {
        if (pace.Mbps <= 0)
            yield break;
        if (_problem.Links.TryGetValue(move.Source, out var from))
            yield return new Use(Slot("up", move.Source, from.UpMbps), pace.Mbps);
        if (move.Destination is { } to && _problem.Links.TryGetValue(to, out var into))
            yield return new Use(Slot("down", to, into.DownMbps), pace.Mbps);
    }

    private int Slot(string kind, string name, long capacity)
    {
        if (_index.TryGetValue((kind, name), out var known))
            return known;
        _index[(kind, name)] = _capacity.Count;
        _capacity.Add(capacity);
        return _capacity.Count - 1;
    }
}

using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>
/// The rooms that no fixed rule refuses. For each instance the rules are asked once per kind of host; a host that something names for this
/// instance (a member of its group is there, it refused before) is asked itself. Equal answers share one array.
/// </summary>
internal sealed class Candidates
{
    private readonly HostRoom[] _rooms;
    private readonly PackingCase _case;
    private readonly Dictionary<string, ServerGroupSnapshot> _groups;
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly int[] _open;
    private readonly int[] _kindOfRoom;
    private readonly int[] _firstOfKind;
    private readonly Dictionary<string, int[]> _shared = new(StringComparer.Ordinal);
    private readonly InstanceKinds _instanceKinds;

    public Candidates(PackingCase asked, HostRoom[] rooms)
    {
        (_case, _rooms) = (asked, rooms);
        _groups = asked.Cloud.Groups.ToDictionary(group => group.Id, StringComparer.Ordinal);
        var looks = new Looks();
        _instanceKinds = new InstanceKinds(looks);
        var hostKinds = new HostKinds(asked.Cloud.Aggregates, looks);
        _kindOfRoom = new int[rooms.Length];
        _open = [.. Enumerable.Range(0, rooms.Length).Where(room => OpenRooms.Takes(rooms[room], asked.Movers[0]))];
        var first = new List<int>();
        foreach (var room in _open)
        {
            _byName[rooms[room].Host.Name] = room;
            if ((_kindOfRoom[room] = hostKinds.Of(rooms[room].Host)) == first.Count)
                first.Add(room);
        }
        _firstOfKind = [.. first];
    }

    /// <summary>Those of one kind are interchangeable in a packing.</summary>
    public int KindOf(Mover mover, int[] candidates) => _instanceKinds.Of(mover.Instance, candidates);

    /// <summary>Indexes of rooms, rising. Equal ones are the same array.</summary>
    public int[] Of(Mover mover)
    {
        var named = NamedRooms(mover.Instance);
        var answers = new bool[_firstOfKind.Length];
        for (var kind = 0; kind < answers.Length; kind++)
            answers[kind] = NotNamed(kind, named) is var room and >= 0 && Allowed(mover, room);
        // A named host that is answered like its kind is nothing special.
        named.RemoveWhere(room => Allowed(mover, room) == answers[_kindOfRoom[room]]);
        var key = string.Create(answers.Length, answers, static (text, answers) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = answers[i] ? '1' : '0';
        }) + string.Join(',', named.Order());
        if (!_shared.TryGetValue(key, out var candidates))
            _shared[key] = candidates = Array.FindAll(_open, room => answers[_kindOfRoom[room]] != named.Contains(room));
        return candidates;
    }

    private int NotNamed(int kind, HashSet<int> named)
    {
        if (!named.Contains(_firstOfKind[kind]))
            return _firstOfKind[kind];
        foreach (var room in _open)
            if (_kindOfRoom[room] == kind && !named.Contains(room))
                return room;
        return -1;
    }

    private bool Allowed(Mover mover, int room)
    {
        var lifted = _case.Exception is { } exception && exception.InstanceIds.Contains(mover.Instance.Id) ? exception.Rule : null;
        return Array.TrueForAll(PlacementRules.Fixed, rule => rule == lifted || !rule.Check(mover.Instance, _rooms[room], mover.Context).Refused);
    }

    private HashSet<int> NamedRooms(InstanceSnapshot instance)
    {
        var named = new HashSet<int>();
        foreach (var id in instance.GroupIds)
            if (_groups.TryGetValue(id, out var group))
                foreach (var host in group.MemberHosts.Values)
                    Add(host);
        if (_case.Options.ExcludedDestinations.TryGetValue(instance.Id, out var excluded))
            foreach (var host in excluded)
                Add(host);
        return named;

        void Add(string? host)
        {
            if (host is not null && _byName.TryGetValue(host, out var room))
                named.Add(room);
        }
    }
}

using Respite.Planning.Drain;
using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>
/// The rooms that no fixed rule refuses. Each rule is asked once per kind of instance and kind of host; a host that something names for this
/// instance (a group's member is there, it refused before) is asked itself.
/// </summary>
internal sealed class Candidates
{
    private readonly HostRoom[] _rooms;
    private readonly PlanOptions _options;
    private readonly Dictionary<string, ServerGroupSnapshot> _groups;
    private readonly HostKinds _hostKinds;
    private readonly InstanceKinds _instanceKinds;
    private readonly int[] _kindOfRoom;
    private readonly int _kinds;
    private readonly Dictionary<int, int[]> _byKind = [];

    public Candidates(HostRoom[] rooms, CloudSnapshot cloud, PlanOptions options, IReadOnlySet<string> drained)
    {
        _rooms = rooms;
        _options = options;
        _groups = cloud.Groups.ToDictionary(group => group.Id, StringComparer.Ordinal);
        _hostKinds = new HostKinds(cloud.Aggregates);
        _instanceKinds = new InstanceKinds(options.ExcludedDestinations.Keys.ToHashSet(StringComparer.Ordinal));
        _kindOfRoom = [.. rooms.Select(room => _hostKinds.Of(room.Host, drained.Contains(room.Host.Name) || options.OtherDrainingHosts.Contains(room.Host.Name)))];
        _kinds = _kindOfRoom.DefaultIfEmpty(-1).Max() + 1;
    }

    /// <summary>The kind of an instance; those of one kind are interchangeable in a packing.</summary>
    public int KindOf(Mover mover) => _instanceKinds.Of(mover.Instance, _hostKinds.Of(mover.Context.Source, named: false));

    /// <summary>Its candidates as indexes of rooms; the same array for all of one kind.</summary>
    public int[] Of(Mover mover, int kind)
    {
        if (!_byKind.TryGetValue(kind, out var candidates))
            _byKind[kind] = candidates = Find(mover);
        return candidates;
    }

    private int[] Find(Mover mover)
    {
        var named = NamedHosts(mover.Instance);
        var answers = new bool?[_kinds];
        var found = new List<int>();
        for (var i = 0; i < _rooms.Length; i++)
            if (named.Count > 0 && named.Contains(_rooms[i].Host.Name) ? Allowed(mover, i) : answers[_kindOfRoom[i]] ??= Allowed(mover, i))
                found.Add(i);
        return [.. found];
    }

    private bool Allowed(Mover mover, int room) =>
        !PlacementRules.FirstRefusal(PlacementRules.Fixed, mover.Instance, _rooms[room], mover.Context).Refused;

    private HashSet<string> NamedHosts(InstanceSnapshot instance)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in instance.GroupIds)
            if (_groups.TryGetValue(id, out var group))
                named.UnionWith(group.MemberHosts.Values.OfType<string>());
        if (_options.ExcludedDestinations.TryGetValue(instance.Id, out var excluded))
            named.UnionWith(excluded);
        return named;
    }
}

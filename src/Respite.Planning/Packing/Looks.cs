namespace Respite.Planning.Packing;

/// <summary>Makes equal collections the same object, so that records which hold them can be compared by value.</summary>
internal sealed class Looks
{
    private static readonly HashSet<string> NoNames = [];
    private static readonly Dictionary<string, string> NoPairs = [];

    private readonly Dictionary<object, object> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, List<IReadOnlySet<string>>> _sets = [];
    private readonly Dictionary<string, object> _others = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Same(IReadOnlySet<string> names) => names.Count == 0 ? NoNames : Known(names, Find);

    public IReadOnlyList<string> Same(IReadOnlyList<string> names) =>
        names.Count == 0 ? [] : Known(names, names => Find(names, string.Join('\n', names)));

    public IReadOnlyDictionary<string, string> Same(IReadOnlyDictionary<string, string> pairs) =>
        pairs.Count == 0 ? NoPairs : Known(pairs, pairs => Find(pairs, string.Join('\n', pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}\t{pair.Value}"))));

    private T Known<T>(T collection, Func<T, T> find) where T : class
    {
        if (!_known.TryGetValue(collection, out var same))
            _known[collection] = same = find(collection);
        return (T)same;
    }

    private IReadOnlySet<string> Find(IReadOnlySet<string> names)
    {
        var hash = names.Count;
        foreach (var name in names)
            hash += name.GetHashCode(StringComparison.Ordinal);
        if (!_sets.TryGetValue(hash, out var known))
            _sets[hash] = known = [];
        if (known.Find(other => other.SetEquals(names)) is { } same)
            return same;
        known.Add(names);
        return names;
    }

    private T Find<T>(T collection, string content) where T : class
    {
        var key = typeof(T).Name + content;
        if (!_others.TryGetValue(key, out var same))
            _others[key] = same = collection;
        return (T)same;
    }
}

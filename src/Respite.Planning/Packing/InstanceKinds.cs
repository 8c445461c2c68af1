using Respite.Planning.Model;

namespace Respite.Planning.Packing;

/// <summary>
/// Instances that differ in nothing but id and name, from hosts of one kind, are of one kind: every rule answers the same for them, unless
/// something names the instance.
/// </summary>
internal sealed class InstanceKinds(IReadOnlySet<string> named)
{
    private static readonly HashSet<string> NoNames = [];
    private static readonly Dictionary<string, string> NoPairs = [];

    private readonly Dictionary<(InstanceSnapshot Look, int Source), int> _kinds = [];
    private readonly Dictionary<string, object> _collections = new(StringComparer.Ordinal);

    public int Of(InstanceSnapshot instance, int source)
    {
        var look = instance with
        {
            Id = named.Contains(instance.Id) ? instance.Id : "",
            Name = "",
            RequiredTraits = Same(instance.RequiredTraits),
            ForbiddenTraits = Same(instance.ForbiddenTraits),
            GroupIds = Same(instance.GroupIds),
            FlavorExtraSpecs = Same(instance.FlavorExtraSpecs),
            ImageProperties = Same(instance.ImageProperties),
            Metadata = Same(instance.Metadata),
            Tags = [],
            VnicTypes = [],
        };
        if (!_kinds.TryGetValue((look, source), out var kind))
            _kinds[(look, source)] = kind = _kinds.Count;
        return kind;
    }

    private IReadOnlySet<string> Same(IReadOnlySet<string> names) =>
        names.Count == 0 ? NoNames : Same(names, string.Join('\n', names.Order(StringComparer.Ordinal)));

    private IReadOnlyList<string> Same(IReadOnlyList<string> names) => names.Count == 0 ? [] : Same(names, string.Join('\n', names));

    private IReadOnlyDictionary<string, string> Same(IReadOnlyDictionary<string, string> pairs) =>
        pairs.Count == 0 ? NoPairs : Same(pairs, string.Join('\n', pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}\t{pair.Value}")));

    private T Same<T>(T collection, string content) where T : class
    {
        var key = typeof(T).Name + content;
        if (_collections.TryGetValue(key, out var known))
            return (T)known;
        _collections[key] = collection;
        return collection;
    }
}

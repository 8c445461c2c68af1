using System.Globalization;
using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// A numbered request group of a flavor (<c>resourcesS:CLASS</c>, <c>traitS:NAME</c> with a suffix S): all of it comes from one provider.
/// Read as nova/scheduler/utils.py, ResourceRequest, does.
/// </summary>
internal sealed record RequestGroup(string Suffix, ResourceVector Resources, IReadOnlyList<string> Required, IReadOnlyList<string> Forbidden)
{
    private const string ResourcesPrefix = "resources";
    private const string TraitPrefix = "trait";

    /// <summary>The flavor's numbered groups that ask for resources, by suffix.</summary>
    public static IReadOnlyList<RequestGroup> Of(IReadOnlyDictionary<string, string> extraSpecs)
    {
        if (!AnyIn(extraSpecs))
            return [];
        var specs = extraSpecs.Select(spec => (Key: Split(spec.Key), spec.Value)).Where(spec => spec.Key.Suffix.Length > 0).ToArray();
        return
        [
            .. specs.GroupBy(spec => spec.Key.Suffix).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new RequestGroup(
                group.Key,
                new ResourceVector(group.Where(spec => spec.Key.Prefix == ResourcesPrefix).Select(spec => KeyValuePair.Create(spec.Key.Name, Amount(spec.Value)))),
                [.. group.Where(spec => spec is { Key.Prefix: TraitPrefix, Value: "required" }).Select(spec => spec.Key.Name)],
                [.. group.Where(spec => spec is { Key.Prefix: TraitPrefix, Value: "forbidden" }).Select(spec => spec.Key.Name)])),
        ];
    }

    /// <summary>Whether two numbered groups must come from different providers (<c>group_policy</c>).</summary>
    public static bool Isolated(IReadOnlyDictionary<string, string> extraSpecs) => extraSpecs.GetValueOrDefault("group_policy") == "isolate";

    public static bool AnyIn(IReadOnlyDictionary<string, string> extraSpecs)
    {
        if (extraSpecs.Count == 0)
            return false;
        foreach (var key in extraSpecs.Keys)
            if (key.StartsWith(ResourcesPrefix, StringComparison.Ordinal) && key.Length > ResourcesPrefix.Length && key[ResourcesPrefix.Length] != ':')
                return true;
        return false;
    }

    private static (string Prefix, string Suffix, string Name) Split(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        var head = colon < 0 ? key : key[..colon];
        var prefix = head.StartsWith(ResourcesPrefix, StringComparison.Ordinal) ? ResourcesPrefix : head.StartsWith(TraitPrefix, StringComparison.Ordinal) ? TraitPrefix : "";
        return colon < 0 || prefix.Length == 0 ? ("", "", "") : (prefix, head[prefix.Length..], key[(colon + 1)..]);
    }

    private static long Amount(string value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : 0;
}

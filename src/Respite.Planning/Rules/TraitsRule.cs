using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// Traits required and forbidden by flavor (<c>trait:X=required|forbidden</c>), image (<c>trait:X=required</c>) and request, as Nova
/// puts them to Placement (nova/scheduler/utils.py, ResourceRequest). Traits of numbered request groups are not looked at.
/// </summary>
public static class TraitsRule
{
    private const string Prefix = "trait:";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        if (FirstMissing(instance, room.Host.Traits) is not null)
            return RuleResult.Refuse("without a required trait", static (instance, room, _) =>
                $"{instance.Name} requires the trait {FirstMissing(instance, room.Host.Traits)}, which {room.Host.Name} lacks");
        if (FirstForbidden(instance, room.Host.Traits) is not null)
            return RuleResult.Refuse("with a forbidden trait", static (instance, room, _) =>
                $"{instance.Name} forbids the trait {FirstForbidden(instance, room.Host.Traits)}, which {room.Host.Name} has");
        return RuleResult.Allow;
    }

    private static string? FirstMissing(InstanceSnapshot instance, IReadOnlySet<string> traits)
    {
        foreach (var trait in instance.RequiredTraits)
            if (!traits.Contains(trait))
                return trait;
        return First(instance.FlavorExtraSpecs, "required", traits, there: false)
            ?? First(instance.ImageProperties, "required", traits, there: false);
    }

    private static string? FirstForbidden(InstanceSnapshot instance, IReadOnlySet<string> traits)
    {
        foreach (var trait in instance.ForbiddenTraits)
            if (traits.Contains(trait))
                return trait;
        return First(instance.FlavorExtraSpecs, "forbidden", traits, there: true);
    }

    private static string? First(IReadOnlyDictionary<string, string> properties, string word, IReadOnlySet<string> traits, bool there)
    {
        if (properties.Count == 0)
            return null;
        foreach (var (key, value) in properties)
            if (value == word && key.StartsWith(Prefix, StringComparison.Ordinal) && traits.Contains(key[Prefix.Length..]) == there)
                return key[Prefix.Length..];
        return null;
    }
}

using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// AggregateImagePropertiesIsolation: where an aggregate of the host has metadata under the name of one of the image's properties, the
/// property's value must be among it.
/// </summary>
public static class ImageIsolationRule
{
    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        FirstUnmet(instance, room, context) is null
            ? RuleResult.Allow
            : RuleResult.Refuse("kept for other images", static (instance, room, context) =>
            {
                var key = FirstUnmet(instance, room, context)!;
                return $"{room.Host.Name} is kept for images with other {key} than {instance.ImageProperties[key]}";
            });

    private static string? FirstUnmet(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        foreach (var (key, options) in context.Metadata(room.Host.Name))
            if (instance.ImageProperties.TryGetValue(key, out var property) && property.Length > 0 && !options.Contains(property))
                return key;
        return null;
    }
}

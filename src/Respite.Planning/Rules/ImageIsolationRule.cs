using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// AggregateImagePropertiesIsolation: where an aggregate of the host has metadata under the name of one of the image's properties, the
/// property's value must be among it. Where the API does not show the image's properties, metadata that is named like one admits no other values than
/// those of the host where the instance is: stricter than Nova.
/// </summary>
public static class ImageIsolationRule
{
    // What nova/objects/image_meta.py, ImageMetaProps, has, all but a few of its names.
    private static readonly string[] Prefixes = ["hw_", "img_", "os_"];

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        if (FirstUnmet(instance, room, context) is not null)
            return RuleResult.Refuse("kept for other images", static (instance, room, context) =>
            {
                var key = FirstUnmet(instance, room, context)!;
                return $"{room.Host.Name} is kept for images with other {key} than {instance.ImageProperties[key]}";
            });
        return instance.ImagePropertiesKnown || FirstDoubtful(room, context) is null
            ? RuleResult.Allow
            : RuleResult.Refuse("perhaps kept for other images", static (instance, room, context) =>
            {
                var key = FirstDoubtful(room, context)!;
                return $"{room.Host.Name} is kept for images with {key} {string.Join(" or ", context.Metadata(room.Host.Name)[key])}, and Nova's API does not show what {instance.Name}'s image says";
            });
    }

    private static string? FirstUnmet(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        foreach (var (key, options) in context.Metadata(room.Host.Name))
            if (instance.ImageProperties.TryGetValue(key, out var property) && property.Length > 0 && !options.Contains(property))
                return key;
        return null;
    }

    private static string? FirstDoubtful(HostRoom room, PlacementContext context)
    {
        foreach (var (key, options) in context.Metadata(room.Host.Name))
            if (Array.Exists(Prefixes, prefix => key.StartsWith(prefix, StringComparison.Ordinal))
                && !(context.Metadata(context.Source.Name).TryGetValue(key, out var here) && here.IsSubsetOf(options)))
                return key;
        return null;
    }
}

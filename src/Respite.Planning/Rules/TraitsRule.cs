using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// Traits required of and forbidden to the host as a whole (Placement's <c>required=</c> of the request group without a number). Which of a
/// host's providers has a trait, where it has several, is <see cref="ProviderTreeRule"/>'s.
/// </summary>
public static class TraitsRule
{
    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        if (instance.FlavorExtraSpecs.Count + instance.ImageProperties.Count + instance.RequiredTraits.Count + instance.ForbiddenTraits.Count == 0)
            return RuleResult.Allow;
        if (FirstMissing(instance, room.Host) is not null)
            return RuleResult.Refuse("without a required trait", static (instance, room, _) =>
                $"{instance.Name} requires the trait {FirstMissing(instance, room.Host)}, which {room.Host.Name} lacks");
        if (FirstForbidden(instance, room.Host) is not null)
            return RuleResult.Refuse("with a forbidden trait", static (instance, room, _) =>
                $"{instance.Name} forbids the trait {FirstForbidden(instance, room.Host)}, which {room.Host.Name} has");
        return RuleResult.Allow;
    }

    private static string? FirstMissing(InstanceSnapshot instance, HostSnapshot host)
    {
        foreach (var trait in RequestedTraits.Required(instance))
            if (!host.Traits.Contains(trait) && !host.Nested.Any(provider => provider.Traits.Contains(trait)))
                return trait;
        return null;
    }

    private static string? FirstForbidden(InstanceSnapshot instance, HostSnapshot host)
    {
        foreach (var trait in RequestedTraits.Forbidden(instance))
            if (host.Traits.Contains(trait))
                return trait;
        return null;
    }
}

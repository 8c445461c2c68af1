using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>A destination that refused this instance, or where its migration failed, is left out next time. Respite's own.</summary>
public static class ExcludedDestinationRule
{
    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        context.Options.ExcludedDestinations.TryGetValue(instance.Id, out var excluded) && excluded.Contains(room.Host.Name)
            ? RuleResult.Refuse("already refused or failed for it", static (instance, room, _) =>
                $"{instance.Name} has already been refused by, or has failed to reach, {room.Host.Name}")
            : RuleResult.Allow;
}

using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// AggregateInstanceExtraSpecsFilter, for the scoped keys (<c>aggregate_instance_extra_specs:KEY</c>): some aggregate of the host must
/// have a value that matches. Unscoped keys are not looked at: Nova does so only where the filter is on, which the API does not tell.
/// </summary>
public static class AggregateExtraSpecsRule
{
    private const string Scope = "aggregate_instance_extra_specs:";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        FirstUnmet(instance, room, context) is null
            ? RuleResult.Allow
            : RuleResult.Refuse("outside the aggregates its flavor asks for", static (instance, room, context) =>
            {
                var key = FirstUnmet(instance, room, context)!;
                return $"{instance.Name}'s flavor asks for aggregate metadata {key} = {instance.FlavorExtraSpecs[Scope + key]}, which no aggregate of {room.Host.Name} has";
            });

    private static string? FirstUnmet(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        foreach (var (spec, requirement) in instance.FlavorExtraSpecs)
        {
            if (!spec.StartsWith(Scope, StringComparison.Ordinal))
                continue;
            var key = spec[Scope.Length..];
            if (!context.Metadata(room.Host.Name).TryGetValue(key, out var values)
                || !values.Any(value => ExtraSpecOperators.Match(value, requirement)))
                return key;
        }
        return null;
    }
}

using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// AggregateInstanceExtraSpecsFilter: for each scoped key of the flavor (<c>aggregate_instance_extra_specs:KEY</c>), some aggregate of the host must
/// have a value that matches. Nova asks the same of keys without any scope; since the API does not tell whether the filter is on, they count
/// where some aggregate of the cloud has such metadata: with the filter on, no host would otherwise have taken the instance.
/// </summary>
public static class AggregateExtraSpecsRule
{
    private const string Scope = "aggregate_instance_extra_specs:";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        FirstUnmet(instance, room, context) is null
            ? RuleResult.Allow
            : RuleResult.Refuse("outside the aggregates its flavor asks for", static (instance, room, context) =>
            {
                var (key, requirement) = FirstUnmet(instance, room, context)!.Value;
                return $"{instance.Name}'s flavor asks for aggregate metadata {key} = {requirement}, which no aggregate of {room.Host.Name} has";
            });

    private static (string Key, string Requirement)? FirstUnmet(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        foreach (var (spec, requirement) in instance.FlavorExtraSpecs)
            if (Key(spec, context) is { } key
                && (!context.Metadata(room.Host.Name).TryGetValue(key, out var values) || !values.Any(value => ExtraSpecOperators.Match(value, requirement))))
                return (key, requirement);
        return null;
    }

    private static string? Key(string spec, PlacementContext context) =>
        spec.StartsWith(Scope, StringComparison.Ordinal) ? spec[Scope.Length..]
        : !spec.Contains(':', StringComparison.Ordinal) && context.IsMetadataKey(spec) ? spec
        : null;
}

using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// An aggregate with <c>trait:X=required</c> in its metadata takes only instances that ask for all such traits (nova/scheduler/request_filter.py,
/// isolate_aggregates, where <c>[scheduler]enable_isolated_aggregate_filtering</c> is on, which the API does not tell).
/// </summary>
public static class IsolatedAggregateRule
{
    private const string Prefix = "trait:";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        FirstNotAsked(instance, room, context) is null
            ? RuleResult.Allow
            : RuleResult.Refuse("in an isolated aggregate", static (instance, room, context) =>
                $"{room.Host.Name} is in an aggregate for instances that require the trait {FirstNotAsked(instance, room, context)}, which {instance.Name} does not");

    private static string? FirstNotAsked(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        foreach (var (key, values) in context.Metadata(room.Host.Name))
            if (key.StartsWith(Prefix, StringComparison.Ordinal) && values.Contains("required") && !RequestedTraits.Asks(instance, key[Prefix.Length..]))
                return key[Prefix.Length..];
        return null;
    }
}

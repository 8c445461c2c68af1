using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// ComputeCapabilitiesFilter: what a flavor's <c>capabilities:</c> keys ask of the hypervisor. Of these the API tells the hypervisor's type and version and,
/// asked at 2.87 or below, <c>cpu_info</c>; a key that it does not tell is taken as not met, which is stricter than Nova.
/// </summary>
public static class CapabilitiesRule
{
    public const string Scope = "capabilities:";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        FirstUnmet(instance, room.Host) is null
            ? RuleResult.Allow
            : RuleResult.Refuse("without a capability its flavor asks for", static (instance, room, _) =>
            {
                var key = FirstUnmet(instance, room.Host)!;
                return $"{instance.Name}'s flavor asks for {key} {instance.FlavorExtraSpecs[Scope + key]}, {room.Host.Name} has {room.Host.Capabilities.GetValueOrDefault(key) ?? "nothing that Nova's API tells"}";
            });

    private static string? FirstUnmet(InstanceSnapshot instance, HostSnapshot host)
    {
        foreach (var (spec, requirement) in instance.FlavorExtraSpecs)
            if (spec.StartsWith(Scope, StringComparison.Ordinal) && spec[Scope.Length..] is var key
                && !(host.Capabilities.TryGetValue(key, out var value) && ExtraSpecOperators.Match(value, requirement)))
                return key;
        return null;
    }
}

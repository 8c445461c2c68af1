using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// On a host with nested providers, and for a flavor with numbered groups: some way to share the request out over the host's providers, as Placement's
/// allocation candidates do (microversion 1.29). Each numbered group comes from one provider, different ones with <c>group_policy=isolate</c>; of the
/// rest each class comes from one.
/// </summary>
/// <remarks>Where several providers would do, Nova chooses: what earlier instances of the plan leave of each is an estimate.</remarks>
public static class ProviderTreeRule
{
    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        if (room.Host.Nested.Count == 0 && !RequestGroup.AnyIn(instance.FlavorExtraSpecs))
            return RuleResult.Allow;
        var tree = ProviderTree.Of(room);
        return tree.Take(instance)
            ? RuleResult.Allow
            : RuleResult.Refuse("without one device that has all it asks for", static (instance, room, _) =>
                $"no way to share out {instance.Name}'s request ({instance.Resources}) over the {room.Host.Nested.Count + 1} resource providers of {room.Host.Name}");
    }
}

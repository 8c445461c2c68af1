using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// An instance that was asked for in a zone may not leave it: AvailabilityZoneFilter, or since Xena map_az_to_placement_aggregate.
/// Below compute 2.96 the API does not show who was, so such an instance stays in the zone where it is: stricter than Nova.
/// </summary>
public static class AvailabilityZoneRule
{
    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        Needed(instance, context) is not { } zone || zone == room.Host.Zone
            ? RuleResult.Allow
            : RuleResult.Refuse("in another zone", static (instance, room, context) =>
                $"{instance.Name} has to stay in zone {Needed(instance, context)}; {room.Host.Name} is in {room.Host.Zone ?? "none"}");

    private static string? Needed(InstanceSnapshot instance, PlacementContext context) =>
        instance.PinKnown ? instance.PinnedZone : instance.Zone ?? context.Source.Zone;
}

using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// Every resource class fits: capacity (ratio and reserve applied) - used - promised - what the plan has put there. Placement's
/// allocation candidates ask the same of each class.
/// </summary>
public static class CapacityRule
{
    public const string TooSmall = "short of room";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        instance.Resources.Fits(room.Free)
            ? RuleResult.Allow
            : RuleResult.Refuse(TooSmall, static (instance, room, _) =>
            {
                var name = instance.Resources.FirstShort(room.Free)!;
                return $"{instance.Name} needs {instance.Resources[name]} {name}, {room.Host.Name} has {Math.Max(0, room.Free[name])} free";
            });
}

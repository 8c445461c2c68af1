using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// Every resource class fits: capacity (ratio and reserve applied) - used - promised - what the plan has put there; and no more of it than one consumer
/// may have (<c>max_unit</c>: 24 vCPU do not fit a host of 16, whatever the ratio). Placement's allocation candidates ask the same of each class.
/// </summary>
public static class CapacityRule
{
    public const string TooSmall = "short of room";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        instance.Resources.FirstOver(room.Host.MaxUnit) is not null
            ? RuleResult.Refuse("too small for it even when empty", static (instance, room, _) =>
            {
                var name = instance.Resources.FirstOver(room.Host.MaxUnit)!;
                return $"{instance.Name} needs {instance.Resources[name]} {name}, one instance on {room.Host.Name} may have at most {room.Host.MaxUnit[name]}";
            })
        : instance.Resources.Fits(room.Free)
            ? RuleResult.Allow
            : RuleResult.Refuse(TooSmall, static (instance, room, _) =>
            {
                var name = instance.Resources.FirstShort(room.Free)!;
                return $"{instance.Name} needs {instance.Resources[name]} {name}, {room.Host.Name} has {Math.Max(0, room.Free[name])} free";
            });
}

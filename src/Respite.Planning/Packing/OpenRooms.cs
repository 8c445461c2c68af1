using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>The hosts that take instances at all: what refuses the others (disabled, down, drained) does not look at the instance.</summary>
internal static class OpenRooms
{
    /// <param name="any">Any of those that move: the rules want one.</param>
    public static bool Takes(HostRoom room, Mover any) =>
        !HostRule.Check(any.Instance, room, any.Context).Refused && !ComputeStatusRule.Check(any.Instance, room, any.Context).Refused;
}

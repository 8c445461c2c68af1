using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Planning.Packing;

/// <summary>A room after a packing.</summary>
/// <param name="Placed">What the plan has put there.</param>
/// <param name="Before">What was free without it.</param>
internal sealed record FilledRoom(HostRoom Room, ResourceVector Placed, ResourceVector Before)
{
    public int Arrivals => Room.Placed.Count;

    public ResourceVector Capacity => Room.Host.Capacity;

    public static FilledRoom Of(HostRoom room)
    {
        if (room.Placed.Count == 0)
            return new FilledRoom(room, ResourceVector.Zero, room.Free);
        var placed = room.Placed.Aggregate(ResourceVector.Zero, (sum, instance) => sum.Plus(instance.Resources));
        return new FilledRoom(room, placed, room.Free.Plus(placed));
    }
}

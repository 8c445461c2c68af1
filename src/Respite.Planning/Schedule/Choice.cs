namespace Respite.Planning.Schedule;

/// <summary>What the search varies: the order in which moves are looked at, at which pace each runs, and which of them hold.</summary>
/// <param name="Order">Moves, by rank.</param>
/// <param name="Pace">By move: an index into its ways, or <see cref="Any"/>.</param>
/// <param name="Holds">By move: while it cannot start, the later ones do not take what it waits for.</param>
internal sealed record Choice(int[] Order, int[] Pace, bool[] Holds)
{
    /// <summary>The fastest pace that has room at that moment.</summary>
    public const int Any = -1;

    public static Choice Of(int[] order, bool hold)
    {
        var pace = new int[order.Length];
        Array.Fill(pace, Any);
        var holds = new bool[order.Length];
        Array.Fill(holds, hold);
        return new Choice(order, pace, holds);
    }

    public Choice Copy() => new([.. Order], [.. Pace], [.. Holds]);

    public void CopyFrom(Choice other)
    {
        other.Order.CopyTo(Order, 0);
        other.Pace.CopyTo(Pace, 0);
        other.Holds.CopyTo(Holds, 0);
    }
}

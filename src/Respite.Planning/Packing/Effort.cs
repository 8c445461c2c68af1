namespace Respite.Planning.Packing;

/// <summary>How much is tried before a packing is given up. Counted, not timed: the same input gives the same answer on every machine.</summary>
/// <param name="RoomsLookedAt">Beyond what two passes over everything take.</param>
/// <param name="Steps">Cells of the table of the complete search; 0: none.</param>
internal sealed record Effort(long RoomsLookedAt, long Steps)
{
    public static Effort Full { get; } = new(2_000_000, 60_000_000);

    /// <summary>For what is asked many times beside the plan itself.</summary>
    public static Effort Little { get; } = new(30_000, 500_000);
}

namespace Respite.Planning.Schedule;

/// <summary>What is better: fewer moves that never start, then the earlier last end, then the smaller sum of ends.</summary>
internal readonly record struct Cost(int Stuck, int Makespan, long SumOfEnds) : IComparable<Cost>
{
    public static Cost Worst { get; } = new(int.MaxValue, int.MaxValue, long.MaxValue);

    public int CompareTo(Cost other) =>
        Stuck != other.Stuck ? Stuck.CompareTo(other.Stuck)
        : Makespan != other.Makespan ? Makespan.CompareTo(other.Makespan)
        : SumOfEnds.CompareTo(other.SumOfEnds);

    /// <summary>One figure for the search to walk by: the mean counts a little, so that it does not stand still where the last end does.</summary>
    public double Scalar(int moves) => (1e9 * Stuck) + Makespan + (0.3 * SumOfEnds / moves);
}

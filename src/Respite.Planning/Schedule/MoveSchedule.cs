namespace Respite.Planning.Schedule;

/// <summary>When each move starts.</summary>
public sealed record MoveSchedule
{
    /// <summary>By start. Every move of the problem is here or in <see cref="Stuck"/>.</summary>
    public required IReadOnlyList<TimedMove> Moves { get; init; }

    /// <summary>Moves that wait for room which only moves that wait as well would leave, or for more than a limit or link allows at all.</summary>
    public required IReadOnlyList<StuckMove> Stuck { get; init; }

    /// <summary>The last end, in seconds.</summary>
    public required int Makespan { get; init; }

    /// <summary>No order of those that are not <see cref="Stuck"/> ends earlier.</summary>
    public required int LowerBound { get; init; }

    /// <summary>Every order was looked at, or the bound is reached: nothing ends earlier.</summary>
    public required bool Optimal { get; init; }

    /// <summary>The mean of the ends, in seconds; 0 without moves.</summary>
    public double MeanEnd => Moves.Count == 0 ? 0 : Moves.Average(move => (double)move.End);
}

/// <summary>From start (included) to end (not included), in seconds.</summary>
public sealed record TimedMove(Transfer Move, int Start, Pace Pace)
{
    public int End => Start + Pace.Seconds;
}

/// <param name="Reason">What it waits for, in words.</param>
/// <param name="Proven">No order lets it start; otherwise none was found.</param>
public sealed record StuckMove(Transfer Move, string Reason, bool Proven);

namespace Respite.Server.Webhooks;

/// <summary>When to try again, and when no more.</summary>
internal static class Backoff
{
    /// <summary>Tries of one event before it is a dead letter: over sixteen hours.</summary>
    public const int MostAttempts = 24;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="failures">How many there were, at least one.</param>
    /// <param name="jitter">0 to 1: spreads those that failed together.</param>
    public static TimeSpan After(long failures, double jitter)
    {
        var doubled = First * Math.Pow(2, Math.Min(failures - 1, 20));
        return (doubled < Longest ? doubled : Longest) * (0.75 + (jitter / 2));
    }
}

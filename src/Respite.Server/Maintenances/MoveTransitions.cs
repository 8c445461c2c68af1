using static Respite.Server.Maintenances.MoveState;

namespace Respite.Server.Maintenances;

/// <summary>The one table of what may follow what. A pair that is not in it throws.</summary>
public static class MoveTransitions
{
    private static readonly Dictionary<MoveState, MoveState[]> Table = new()
    {
        [Waiting] = [Submitting, Running, Confirming, Done, Skipped, Gone, Left, Failed],
        [Submitting] = [Running, Confirming, Waiting, Retrying, Done, Gone, Left, Failed],
        [Running] = [Confirming, Done, Retrying, Waiting, Gone, Left, Failed],
        [Confirming] = [Done, Retrying, Waiting, Gone, Failed],
        [Retrying] = [Submitting, Running, Confirming, Waiting, Done, Skipped, Gone, Left, Failed],
        [Failed] = [Waiting, Submitting, Running, Confirming, Retrying, Done, Skipped, Gone, Left],
        [Left] = [Waiting, Done, Gone],
        [Skipped] = [Waiting, Done, Gone, Left],
        [Done] = [Waiting],
        [Gone] = [],
    };

    /// <summary>What may follow <paramref name="state"/>.</summary>
    public static IReadOnlyList<MoveState> From(MoveState state) => Table[state];

    /// <summary>Something of this move is, or may be, under way in Nova.</summary>
    public static bool IsInFlight(this MoveState state) => state is Submitting or Running or Confirming;

    /// <summary>Nothing is left to do: the instance is off the host or stays on it by somebody's word.</summary>
    public static bool IsSettled(this MoveState state) => state is Done or Gone or Left or Skipped;

    /// <exception cref="InvalidOperationException">The pair is not in the table.</exception>
    public static void Check(MoveState from, MoveState to)
    {
        if (from != to && !Table[from].Contains(to))
            throw new InvalidOperationException($"A move does not go from {from} to {to}.");
    }
}

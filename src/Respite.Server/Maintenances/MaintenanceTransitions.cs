using static Respite.Server.Maintenances.MaintenanceState;

namespace Respite.Server.Maintenances;

/// <summary>The one table of what may follow what. A pair that is not in it throws.</summary>
public static class MaintenanceTransitions
{
    private static readonly Dictionary<MaintenanceState, MaintenanceState[]> Table = new()
    {
        [Pending] = [MaintenanceState.Planning, Failed, Cancelled],
        [MaintenanceState.Planning] = [Cordoning, Failed, Cancelled],
        [Cordoning] = [Draining, Paused, Blocked, Cancelling],
        [Draining] = [Verifying, Paused, Blocked, Cancelling],
        [Verifying] = [InMaintenance, Draining, Paused, Blocked, Cancelling],
        [InMaintenance] = [Returning, Draining],
        [Returning] = [Completed, InMaintenance],
        [Paused] = [Cordoning, Draining, Verifying, Cancelling],
        [Blocked] = [Cordoning, Draining, Verifying, Paused, Cancelling],
        [Cancelling] = [Cancelled],
        [Completed] = [],
        [Cancelled] = [],
        [Failed] = [Pending],
    };

    /// <summary>What may follow <paramref name="state"/>.</summary>
    public static IReadOnlyList<MaintenanceState> From(MaintenanceState state) => Table[state];

    /// <summary>It has ended: nothing follows by itself. (One that has failed may be tried again.)</summary>
    public static bool IsFinal(this MaintenanceState state) => state is Completed or Cancelled or Failed;

    /// <exception cref="InvalidOperationException">The pair is not in the table.</exception>
    public static void Check(MaintenanceState from, MaintenanceState to)
    {
        if (from != to && !Table[from].Contains(to))
            throw new InvalidOperationException($"A maintenance does not go from {from} to {to}.");
    }
}

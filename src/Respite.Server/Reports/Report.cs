using Respite.Planning.Model;
using Respite.Server.Maintenances;

namespace Respite.Server.Reports;

/// <summary>What the owner of an instance noticed of its move.</summary>
public enum Interruption
{
    /// <summary>Nothing, or a pause of a moment: a live migration, or an instance that did not run.</summary>
    None,

    /// <summary>It was stopped, moved and started again.</summary>
    Restart,

    /// <summary>It was stopped for as long as the host was away.</summary>
    Stop,
}

/// <summary>A maintenance as it went: who moved where, when, how long, and what went wrong.</summary>
/// <param name="Moves">In the order of the plan.</param>
internal sealed record Report(
    string MaintenanceId, string Host, MaintenanceState State, string Reason, string? Ticket, IReadOnlyDictionary<string, string> Metadata, string CreatedBy, string? PolicyName,
    DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, ReportTotals Totals, IReadOnlyList<ReportMove> Moves, IReadOnlyList<string> Faults);

/// <param name="Done">The instance runs elsewhere, or no longer uses the host.</param>
/// <param name="Left">Left on the host, or skipped.</param>
/// <param name="Gone">Deleted meanwhile.</param>
/// <param name="Open">Not at its end yet.</param>
/// <param name="Restarts">Instances that were stopped for it, for a moment or for as long as the host was away.</param>
/// <param name="DrainSeconds">From the first call to Nova to the end of the last move; null: nothing has moved.</param>
/// <param name="LongestSeconds">Of a single move.</param>
internal sealed record ReportTotals(
    int Moves, int Done, int Left, int Gone, int Failed, int Open, int Retries, int Failures, int Restarts, long MemoryMb, int? DrainSeconds, int? LongestSeconds);

/// <param name="Attempts">How often Nova was asked, and did not say at once that it is not the time.</param>
/// <param name="Failures">Why attempts ended badly, in order.</param>
/// <param name="BeganAt">When Nova was first asked.</param>
/// <param name="Seconds">From then to the end, all attempts and waits between them included.</param>
internal sealed record ReportMove(
    string InstanceId, string InstanceName, string ProjectId, MoveKind Action, Interruption Interruption, MoveState State, string Source, string? Destination, int MemoryMb,
    int Attempts, IReadOnlyList<string> Failures, DateTimeOffset? BeganAt, DateTimeOffset? FinishedAt, int? Seconds, long? MigrationId, string? Fault, string Reason)
{
    public int Retries => Math.Max(0, Attempts - 1);
}

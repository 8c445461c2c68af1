using Respite.Planning.Model;
using Respite.Server.Maintenances;

namespace Respite.Server.Reports;

/// <summary>Makes a report of a maintenance, its moves as they ended, and its journal, which knows of the attempts before. Pure.</summary>
internal static class ReportMaker
{
    /// <param name="journal">The whole of this maintenance, in order.</param>
    public static Report Of(Maintenance m, IReadOnlyList<Move> moves, IEnumerable<JournalEvent> journal)
    {
        var told = journal.Where(e => e.InstanceId is not null).ToLookup(e => e.InstanceId!, StringComparer.Ordinal);
        IReadOnlyList<ReportMove> lines = [.. moves.Select(v => Line(v, [.. told[v.InstanceId]]))];
        return new Report(
            m.Id, m.Host, m.State, m.Reason, m.Ticket, m.Metadata, m.CreatedBy, m.PolicyName, m.CreatedAt, m.FinishedAt, Totals(lines), lines, m.Faults);
    }

    private static ReportMove Line(Move move, IReadOnlyList<JournalEvent> told)
    {
        var began = told.FirstOrDefault(e => e.Type is "move.submitting" or "move.confirming" or "move.running")?.At;
        return new ReportMove(
            move.InstanceId, move.InstanceName, move.ProjectId, move.Kind, InterruptionOf(move), move.State, move.Source, move.Destination, move.MemoryMb,
            Attempts(told), [.. told.Where(e => e.Type is "move.retrying" or "move.failed").Select(e => e.Message)],
            began, move.FinishedAt, Seconds(began, move.FinishedAt), move.MigrationId, move.Fault, move.Reason);
    }

    /// <summary>An instance that did not run was not interrupted; one that is not done may not have been yet.</summary>
    private static Interruption InterruptionOf(Move move) => move switch
    {
        { State: MoveState.Done, Kind: MoveKind.ColdMigrate, Status: not "SHUTOFF" } => Interruption.Restart,
        { State: MoveState.Left, Kind: MoveKind.Stop, Attempt: > 0 } => Interruption.Stop,
        _ => Interruption.None,
    };

    /// <summary>A call after which the move waits again was not made, or was refused as not the time for it.</summary>
    private static int Attempts(IReadOnlyList<JournalEvent> told) =>
        told.Where((e, i) => e.Type == "move.submitting" && (i + 1 == told.Count || told[i + 1].Type != "move.waiting")).Count();

    private static ReportTotals Totals(IReadOnlyList<ReportMove> moves)
    {
        var began = moves.Min(m => m.BeganAt);
        return new ReportTotals(
            moves.Count,
            moves.Count(m => m.State == MoveState.Done),
            moves.Count(m => m.State is MoveState.Left or MoveState.Skipped),
            moves.Count(m => m.State == MoveState.Gone),
            moves.Count(m => m.State == MoveState.Failed),
            moves.Count(m => !m.State.IsSettled() && m.State != MoveState.Failed),
            moves.Sum(m => m.Retries),
            moves.Sum(m => m.Failures.Count),
            moves.Count(m => m.Interruption != Interruption.None),
            moves.Where(m => m.State == MoveState.Done).Sum(m => (long)m.MemoryMb),
            Seconds(began, moves.Where(m => m.BeganAt is not null).Max(m => m.FinishedAt)),
            moves.Max(m => m.Seconds));
    }

    private static int? Seconds(DateTimeOffset? from, DateTimeOffset? to) => (to - from) is { } time && time >= TimeSpan.Zero ? (int)Math.Round(time.TotalSeconds) : null;
}

namespace Respite.Server.Maintenances;

/// <summary>One line of the journal: what happened, in words. The CLI, SSE and later webhooks all read from it.</summary>
/// <param name="Seq">Ascending over all maintenances; 0 until it is stored.</param>
/// <param name="Type">Dotted: <c>maintenance.state</c>, <c>move.started</c>, <c>move.done</c>, ...</param>
public sealed record JournalEvent(
    long Seq,
    DateTimeOffset At,
    string MaintenanceId,
    string Host,
    string? InstanceId,
    string? InstanceName,
    string Type,
    string Message);

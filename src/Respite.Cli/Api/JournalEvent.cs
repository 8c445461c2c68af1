namespace Respite.Cli.Api;

/// <summary>One line of the server's journal. <c>Seq</c> grows by the order of writing; reading goes on after it.</summary>
public sealed record JournalEvent
{
    public long Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public string MaintenanceId { get; init; } = "";
    public string? Host { get; init; }
    public string? InstanceId { get; init; }
    public string? InstanceName { get; init; }
    public string Type { get; init; } = "";
    public string Message { get; init; } = "";
}

public sealed record JournalPage
{
    public IReadOnlyList<JournalEvent> Events { get; init; } = [];
}

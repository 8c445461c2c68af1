namespace Respite.Simulator.Model;

/// <summary>One entry of a server's os-instance-actions.</summary>
public sealed class InstanceAction
{
    public required string Action { get; init; }

    public required string RequestId { get; init; }

    public required string UserId { get; init; }

    public required string ProjectId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; internal set; }

    /// <summary>"Error" when an event failed, else null.</summary>
    public string? Message { get; internal set; }

    /// <summary>Oldest first; the API shows the newest first.</summary>
    public IReadOnlyList<ActionEvent> Events => EventList;

    internal List<ActionEvent> EventList { get; } = [];
}

/// <summary>One step of an action.</summary>
public sealed class ActionEvent
{
    public required string Event { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string? Host { get; init; }

    public DateTimeOffset? FinishedAt { get; internal set; }

    public string? Result { get; internal set; }

    public string? Details { get; internal set; }
}

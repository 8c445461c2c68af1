namespace Respite.Cli.Api;

/// <summary>One instance's way off the host, as the server tells it.</summary>
public sealed record Move
{
    public string InstanceId { get; init; } = "";
    public string? InstanceName { get; init; }
    public string? Status { get; init; }
    public string Action { get; init; } = "";
    public string State { get; init; } = "";
    public string? Source { get; init; }
    public string? Destination { get; init; }
    public int Attempt { get; init; }

    /// <summary>0 to 100, null while unknown.</summary>
    public int? Progress { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public double? EtaSeconds { get; init; }
    public string? Reason { get; init; }
    public string? Fault { get; init; }

    public string Name => string.IsNullOrEmpty(InstanceName) ? InstanceId : InstanceName;

    public bool UnderWay => State is "submitting" or "running" or "confirming";
}

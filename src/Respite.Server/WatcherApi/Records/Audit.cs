using System.Text.Json.Nodes;

namespace Respite.Server.WatcherApi.Records;

/// <summary>A request for a plan: once, again and again, or whenever its webhook is called.</summary>
internal sealed record Audit
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required AuditType Type { get; init; }

    public AuditState State { get; init; }

    /// <summary>A goal's name.</summary>
    public required string Goal { get; init; }

    /// <summary>A strategy's name.</summary>
    public required string Strategy { get; init; }

    /// <summary>As the strategy's schema says, with its defaults filled in.</summary>
    public required JsonObject Parameters { get; init; }

    /// <summary>Seconds, or five fields of cron. Null: it is not CONTINUOUS.</summary>
    public string? Interval { get; init; }

    public JsonArray Scope { get; init; } = [];

    /// <summary>Its plan starts by itself.</summary>
    public bool AutoTrigger { get; init; }

    public bool Force { get; init; }

    public DateTimeOffset? NextRunTime { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Why it is as it is; the reasons of a plan that is not feasible.</summary>
    public string? StatusMessage { get; init; }

    public string CreatedBy { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }
}

/// <summary>When an audit runs. Shown in capitals.</summary>
internal enum AuditType
{
    Oneshot,
    Continuous,
    Event,
}

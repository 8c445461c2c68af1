using System.Text.Json.Nodes;

namespace Respite.Server.WatcherApi.Records;

/// <summary>One thing that an action plan does.</summary>
internal sealed record PlanAction
{
    public const string ServiceState = "change_nova_service_state";
    public const string Migrate = "migrate";
    public const string Stop = "stop";
    public const string Nop = "nop";
    public const string Sleep = "sleep";

    public required string Id { get; init; }

    /// <summary>One of the constants.</summary>
    public required string Type { get; init; }

    public ActionState State { get; init; }

    public JsonObject Input { get; init; } = [];

    /// <summary>Ids of the actions before it.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>The instance that it moves; null: it moves none.</summary>
    public string? InstanceId { get; init; }

    public string? StatusMessage { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }
}

/// <summary>Where an action stands. Shown in capitals.</summary>
internal enum ActionState
{
    Pending,
    Ongoing,
    Succeeded,
    Failed,
    Cancelled,
    Cancelling,
    Skipped,
}

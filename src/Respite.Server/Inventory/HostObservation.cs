using Respite.Planning.Model;

namespace Respite.Server.Inventory;

/// <summary>A host as Nova shows it at one instant.</summary>
/// <param name="Instances">The instances whose host it is, in whatever state.</param>
/// <param name="Migrations">Recent migrations into or out of the host, or of its instances, newest first.</param>
public sealed record HostObservation(
    ServiceView Service,
    IReadOnlyList<InstanceView> Instances,
    IReadOnlyList<MigrationView> Migrations);

/// <summary>A host's nova-compute service.</summary>
/// <param name="Enabled">False: the scheduler is told to send nothing new.</param>
/// <param name="Up">Its heartbeat is recent.</param>
public sealed record ServiceView(string Id, bool Enabled, bool Up, string? DisabledReason);

/// <summary>An instance as Nova shows it, as far as a move depends on it.</summary>
/// <param name="Host">Null when it is on no host (offloaded).</param>
/// <param name="Addresses">Sorted, each "network ip".</param>
public sealed record InstanceView(
    string Id,
    string Name,
    string Status,
    string? TaskState,
    string? Host,
    int? Progress,
    IReadOnlyList<string> Addresses,
    InstanceSnapshot Snapshot)
{
    /// <summary>The ids of the Cinder volumes attached to it.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    public bool IsIdle => TaskState is null;
}

/// <summary>Nova's record of one migration.</summary>
/// <param name="Type">live-migration, migration (cold), resize or evacuation.</param>
public sealed record MigrationView(
    long Id,
    string InstanceId,
    string Type,
    string Status,
    string SourceHost,
    string? DestinationHost)
{
    /// <summary>While it runs or waits for its confirmation, a second consumer in Placement, that holds the source.</summary>
    public string? Uuid { get; init; }

    /// <summary>By Nova's clock; null: not since it was made.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Nova is working on it. (<c>finished</c> waits for a confirmation; the others have ended.)</summary>
    public bool IsOpen => Status is not ("completed" or "failed" or "error" or "cancelled" or "confirmed" or "reverted" or "finished" or "done");

    public bool IsLive => Type == "live-migration";

    /// <summary>A cold migration or resize that waits for its confirmation.</summary>
    public bool AwaitsConfirmation => Status == "finished" && Type != "evacuation";
}

namespace Respite.Simulator.Model;

/// <summary>Nova's record of one move (os-migrations).</summary>
public sealed class Migration
{
    internal Migration(int id, string uuid, Instance instance, string type, string sourceCompute, string sourceNode)
    {
        Id = id;
        Uuid = uuid;
        Instance = instance;
        Type = type;
        SourceCompute = sourceCompute;
        SourceNode = sourceNode;
    }

    public int Id { get; }

    public string Uuid { get; }

    public Instance Instance { get; }

    /// <summary>live-migration, migration, resize or evacuation.</summary>
    public string Type { get; }

    public string SourceCompute { get; }

    public string? SourceNode { get; internal set; }

    public string? DestCompute { get; internal set; }

    public string? DestNode { get; internal set; }

    public string? DestHost { get; internal set; }

    public string Status { get; internal set; } = "accepted";

    public DateTimeOffset CreatedAt { get; internal set; }

    public DateTimeOffset UpdatedAt { get; internal set; }

    /// <summary>Whether a move is on its way: from accepted up to its end (a cold one ends, for this, at <c>finished</c>).</summary>
    public bool UnderWay => Status is "accepted" or "queued" or "preparing" or "running" or "post-migrating" or "pre-migrating" or "migrating";

    internal string ProjectId { get; init; } = "";

    internal string UserId { get; init; } = "";

    internal bool Hidden { get; set; }

    /// <summary>Set while bytes flow: since when and for how long; progress is read off the clock.</summary>
    internal DateTimeOffset? RunningSince { get; set; }

    internal TimeSpan RunningFor { get; set; }

    internal double ProgressCap { get; set; } = 1.0;

    /// <summary>0..1 as last reported; null before the first report.</summary>
    internal double? Progress { get; set; }

    /// <summary>Counts up when the plan for this migration changes, so that an event planned before does nothing.</summary>
    internal int Turn { get; set; }

    internal InstanceAction? Action { get; set; }

    internal string? SlotHeldOn { get; set; }

    public override string ToString() => $"{Type} {Id} of {Instance.Name}: {Status} ({SourceCompute} -> {DestCompute ?? "?"})";
}

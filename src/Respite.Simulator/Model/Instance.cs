namespace Respite.Simulator.Model;

/// <summary>A Nova server.</summary>
public sealed class Instance
{
    internal Instance(string id, int number, string name, Flavor flavor, Image image)
    {
        Id = id;
        Number = number;
        Name = name;
        Flavor = flavor;
        Image = image;
    }

    public string Id { get; }

    public string Name { get; internal set; }

    public Flavor Flavor { get; internal set; }

    public Image Image { get; }

    public string ProjectId { get; internal set; } = "";

    public string UserId { get; internal set; } = "";

    public string VmState { get; internal set; } = VmStates.Active;

    public string? TaskState { get; internal set; }

    public int PowerState { get; internal set; } = PowerStates.Running;

    /// <summary>What <c>status</c> shows.</summary>
    public string Status => VmStates.Status(VmState, TaskState);

    /// <summary>The host that Nova shows; null when offloaded or not yet placed.</summary>
    public string? Host { get; internal set; }

    /// <summary>Where the guest really is; differs from <see cref="Host"/> only under the stale host field fault.</summary>
    public string? GuestHost { get; internal set; }

    public IReadOnlyDictionary<string, string> Metadata => Meta;

    public IReadOnlyList<Address> Addresses => AddressList;

    public IReadOnlyList<string> Tags { get; internal set; } = [];

    /// <summary>The zone that the user asked for: the scheduler never lets the instance leave it.</summary>
    public string? PinnedZone { get; internal set; }

    public string? GroupId { get; internal set; }

    public bool Locked { get; internal set; }

    public string? LockedReason { get; internal set; }

    public bool HasShare { get; internal set; }

    public IReadOnlyList<Volume> Volumes { get; internal set; } = [];

    public bool Deleted => VmState == VmStates.Deleted;

    public string? FaultMessage { get; internal set; }

    /// <summary>What was done to it, oldest first.</summary>
    public IReadOnlyList<InstanceAction> Actions => ActionList;

    internal int Number { get; }

    internal string? NodeId { get; set; }

    internal string? NodeName { get; set; }

    internal Dictionary<string, string> Meta { get; } = [];

    internal List<Address> AddressList { get; } = [];

    internal List<InstanceAction> ActionList { get; } = [];

    internal string ReservationId { get; init; } = "r-00000000";

    internal DateTimeOffset CreatedAt { get; set; }

    internal DateTimeOffset UpdatedAt { get; set; }

    internal DateTimeOffset? LaunchedAt { get; set; }

    internal DateTimeOffset? FaultAt { get; set; }

    internal int Progress { get; set; }

    /// <summary>vm_state before the resize or migration, to come back to at its end.</summary>
    internal string OldVmState { get; set; } = VmStates.Active;

    internal Dictionary<string, string> SchedulerHints { get; } = [];

    public override string ToString() => $"{Name} ({Status} on {Host ?? "-"})";
}

/// <summary>One address of an instance, and its port's id.</summary>
public sealed record Address(string Network, string Ip, string Mac, string PortId, string VnicType = "normal");

namespace Respite.Planning.Model;

/// <summary>What the operator allows. The defaults disturb nobody: nothing that runs is stopped or paused, unless its owner has asked for that.</summary>
public sealed record DrainPolicy
{
    public InstanceScope Instances { get; init; } = InstanceScope.All;

    /// <summary>
    /// If not empty, only the instances that match one of these move: <c>name:GLOB</c>, <c>project:ID</c>, <c>tag:TAG</c>, <c>metadata:KEY</c> or
    /// <c>metadata:KEY=VALUE</c>. The others are left.
    /// </summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    public bool AllowDowntime { get; init; }

    public int MaxMovesPerCloud { get; init; } = 20;

    public int MaxMovesPerSource { get; init; } = 5;

    public int MaxMovesPerDestination { get; init; } = 2;

    public int? MaxMovesPerZone { get; init; }

    public int? MaxMovesPerProject { get; init; }

    /// <summary>The speed of the hosts' links for migrations, in Mb/s each way. Only for estimates and the order of moves. Null: not known.</summary>
    public int? LinkMbps { get; init; }

    /// <summary>Host -> the speed of its link, where it differs from <c>link_mbps</c>.</summary>
    public IReadOnlyDictionary<string, int> HostLinkMbps { get; init; } = new Dictionary<string, int>();

    /// <summary>A live migration's budget: base + per GiB of memory. Nova's own is 800 s per GiB (<c>live_migration_completion_timeout</c>).</summary>
    public int BudgetBaseSeconds { get; init; } = 300;

    public int BudgetSecondsPerGib { get; init; } = 60;

    public int NoProgressSeconds { get; init; } = 180;

    public IReadOnlyList<LadderRung> Ladder { get; init; } = [LadderRung.Abort, LadderRung.Abort, LadderRung.Ask];

    /// <summary>How often one instance's move is tried before a person is asked.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Ask by default: a resize is the owner's to confirm or revert.</summary>
    public VerifyResizeChoice VerifyResize { get; init; } = VerifyResizeChoice.Ask;

    public StateChoice Suspended { get; init; } = StateChoice.Ask;

    public StateChoice Rescued { get; init; } = StateChoice.Ask;

    public StateChoice Error { get; init; } = StateChoice.Ask;

    public StateChoice SoftDeleted { get; init; } = StateChoice.Ask;

    /// <summary>Move by default: a lock does not stop an admin, and a live migration disturbs nobody.</summary>
    public LockedChoice Locked { get; init; } = LockedChoice.Move;

    public UnmovableChoice Unmovable { get; init; } = UnmovableChoice.Ask;

    /// <summary>Nova may read the keys of encrypted volumes for whoever migrates their instances: Barbican's policy lets it, or the key manager knows no owners. No API tells.</summary>
    public bool VolumeKeysReadable { get; init; }

    /// <summary>
    /// Which words of an instance's owner count (docs/planning.md, Words); the others are told as warnings and not followed. By default all but
    /// skip: that would keep a host from being emptied.
    /// </summary>
    public IReadOnlyList<Word> OwnerWords { get; init; } = [Word.Live, Word.Cold, Word.Notify, Word.Ask, Word.Priority, Word.NotWith];

    /// <summary>Name or id of an instance -> live, cold, skip or ask. Wins over what its owner, flavor or project says.</summary>
    public IReadOnlyDictionary<string, Word> Words { get; init; } = new Dictionary<string, Word>();

    /// <summary>Id of a project -> live, cold, skip or ask, for its instances of which nothing else is said.</summary>
    public IReadOnlyDictionary<string, Word> ProjectWords { get; init; } = new Dictionary<string, Word>();

    public DestinationChoice Destinations { get; init; } = DestinationChoice.Planned;

    public BalanceChoice Balance { get; init; } = BalanceChoice.Spread;

    /// <summary>Names of hosts that may take everything if they are disabled, up and empty (beside those marked as spare).</summary>
    public IReadOnlyList<string> SpareHosts { get; init; } = [];

    /// <summary>Names or ids of instances that the operator leaves on the host.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>How long an instance that builds or is in the middle of a task is waited for.</summary>
    public int WaitSeconds { get; init; } = 300;

    /// <summary>Refuse to drain unless the operator has confirmed that migrations are encrypted (Nova's API does not tell).</summary>
    public bool RequireTransportConfirmed { get; init; }

    public bool TransportConfirmed { get; init; }

    /// <summary>Id of the flavor of a canary: an instance booted on the host at its return and deleted; the host goes back to maintenance if it fails. Null: none.</summary>
    public string? CanaryFlavor { get; init; }

    /// <summary>Id of the canary's image.</summary>
    public string? CanaryImage { get; init; }

    /// <summary>Id of the canary's network; null: it has none.</summary>
    public string? CanaryNetwork { get; init; }

    /// <summary>The speed of a host's link in Mb/s; null where not known.</summary>
    public int? LinkOf(string host) => HostLinkMbps.TryGetValue(host, out var mbps) ? mbps : LinkMbps;

    /// <summary>Everything that is wrong with it; empty if nothing is.</summary>
    public IReadOnlyList<PolicyError> Validate() => DrainPolicyErrors.Of(this);
}

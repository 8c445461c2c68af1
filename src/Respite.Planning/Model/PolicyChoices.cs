namespace Respite.Planning.Model;

/// <summary>Which instances a drain moves.</summary>
public enum InstanceScope
{
    All,
    /// <summary>Only those that run: ACTIVE and PAUSED. The others are left.</summary>
    Active,
    None,
}

/// <summary>One rung of what follows when a live migration is over its budget or makes no progress.</summary>
public enum LadderRung
{
    /// <summary>One more budget.</summary>
    Wait,
    /// <summary>Abort, and try again on another destination.</summary>
    Abort,
    /// <summary>Nova's force_complete: the guest is paused (or switched to post-copy) for the rest. Needs allow_downtime.</summary>
    ForceComplete,
    /// <summary>Abort, then cold-migrate: the guest is stopped and started. Needs allow_downtime.</summary>
    ColdMigrate,
    /// <summary>Stop here and ask a person.</summary>
    Ask,
}

/// <summary>What becomes of an unconfirmed resize (VERIFY_RESIZE).</summary>
public enum VerifyResizeChoice { Ask, Confirm }

/// <summary>What becomes of an instance that Nova cannot move in its state.</summary>
public enum StateChoice { Ask, Leave }

/// <summary>What becomes of a locked instance.</summary>
public enum LockedChoice { Move, Ask }

/// <summary>What becomes of a running instance that Nova cannot live-migrate, or not without its guest noticing.</summary>
public enum UnmovableChoice
{
    Ask,
    /// <summary>Cold-migrate it: the guest is stopped and started. Needs allow_downtime.</summary>
    Cold,
    Leave,
}

/// <summary>What can be said of an instance, by its owner or the operator (docs/planning.md, Words).</summary>
public enum Word
{
    /// <summary>Live migration or none; also where its guest notices it.</summary>
    Live,
    /// <summary>Stopped, moved and started.</summary>
    Cold,
    /// <summary>It stays on the host, stopped, and is started again when the host is handed back.</summary>
    Stop,
    /// <summary>Moved as any other, and the journal tells its owner when.</summary>
    Notify,
    /// <summary>It stays on the host.</summary>
    Skip,
    /// <summary>A person is asked before it moves.</summary>
    Ask,
    /// <summary>How early it moves.</summary>
    Priority,
    /// <summary>With whom it must not share a destination.</summary>
    NotWith,
}

/// <summary>Who names the destinations.</summary>
public enum DestinationChoice
{
    /// <summary>Respite names the host; Nova's scheduler still validates it.</summary>
    Planned,
    /// <summary>Nova's scheduler chooses. The plan only shows that there is room.</summary>
    Scheduler,
}

/// <summary>Which of several possible destinations is taken.</summary>
public enum BalanceChoice
{
    /// <summary>The one that keeps the most headroom: load stays even.</summary>
    Spread,
    /// <summary>The fullest that still takes it: other hosts stay free for what is large.</summary>
    Pack,
}

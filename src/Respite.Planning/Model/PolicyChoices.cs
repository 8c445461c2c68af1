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

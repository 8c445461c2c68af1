namespace Respite.Server.Maintenances;

/// <summary>Where one instance's way off the host stands.</summary>
public enum MoveState
{
    /// <summary>Not started: waits for its turn, or for the instance to settle.</summary>
    Waiting,

    /// <summary>The intent is on record; the call to Nova is about to be made or its answer is not known.</summary>
    Submitting,

    /// <summary>Nova has accepted it.</summary>
    Running,

    /// <summary>A cold migration has arrived and waits for its confirmation.</summary>
    Confirming,

    /// <summary>The instance runs elsewhere, or no longer uses the host.</summary>
    Done,

    /// <summary>An attempt ended without harm; another follows.</summary>
    Retrying,

    /// <summary>The operator took it out of the drain.</summary>
    Skipped,

    /// <summary>The instance was deleted meanwhile.</summary>
    Gone,

    /// <summary>Stays on the host by the policy's scope or by name.</summary>
    Left,

    /// <summary>Needs a person; still observed, for a person may act in Nova as well.</summary>
    Failed,
}

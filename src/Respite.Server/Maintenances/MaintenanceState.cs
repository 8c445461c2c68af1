namespace Respite.Server.Maintenances;

/// <summary>Where one host's way out of service and back stands.</summary>
public enum MaintenanceState
{
    /// <summary>Asked for; nothing has been read or touched.</summary>
    Pending,

    /// <summary>The cloud is being read and a plan made; nothing has been touched.</summary>
    Planning,

    /// <summary>The host's service is being disabled, until Placement shows it.</summary>
    Cordoning,

    /// <summary>Instances are on their way off the host.</summary>
    Draining,

    /// <summary>No move is left; proving that the host is empty.</summary>
    Verifying,

    /// <summary>The host is empty, or what is left was accepted by name, and stays cordoned.</summary>
    InMaintenance,

    /// <summary>Handed back by a person; waiting for the gates.</summary>
    Returning,

    /// <summary>The host takes instances again, or is as its operator had left it.</summary>
    Completed,

    /// <summary>Nothing new starts; what runs is watched to its end.</summary>
    Paused,

    /// <summary>Needs a person; the reason says what.</summary>
    Blocked,

    /// <summary>Being called off: what runs ends (or is aborted), then the service is restored.</summary>
    Cancelling,

    /// <summary>Called off; the service is as it was before.</summary>
    Cancelled,

    /// <summary>Refused or impossible; the host was not touched.</summary>
    Failed,
}

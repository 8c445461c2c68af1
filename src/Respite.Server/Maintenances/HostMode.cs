namespace Respite.Server.Maintenances;

/// <summary>The state of a host as one who only takes it out of service and puts it back needs to know it. Named as in OpenStack's host maintenance mode.</summary>
public enum HostMode
{
    /// <summary>In service as far as Respite is concerned; also while a scheduled start is still to come.</summary>
    NotInMaintenance,

    /// <summary>On its way into maintenance, or a drain that is being called off.</summary>
    Migrating,

    /// <summary>Empty (or what is left was accepted) and cordoned, until it takes instances again.</summary>
    InMaintenance,

    /// <summary>It does not go on without a person.</summary>
    Error,
}

/// <summary>The mode of a host from its open maintenance. Pure.</summary>
public static class HostModes
{
    /// <param name="open">Null: the host has none.</param>
    public static HostMode Of(Maintenance? open, DateTimeOffset now) => open?.State switch
    {
        null => HostMode.NotInMaintenance,
        MaintenanceState.InMaintenance or MaintenanceState.Returning => HostMode.InMaintenance,
        MaintenanceState.Blocked => HostMode.Error,
        MaintenanceState.Pending when Window.IsYetToOpen(open, now) => HostMode.NotInMaintenance,
        { } state when state.IsFinal() => HostMode.NotInMaintenance,
        _ => HostMode.Migrating,
    };
}

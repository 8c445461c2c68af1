namespace Respite.Server.Store;

/// <summary>The state on disk cannot be used; the message says what, why and what to do. Nothing was changed.</summary>
public sealed class StateException : Exception
{
    public StateException(string message)
        : base(message) { }

    public StateException(string message, Exception cause)
        : base(message, cause) { }
}

/// <summary>Somebody else has written the maintenance since it was read (or the lease was lost): read again and decide again.</summary>
public sealed class StaleWriteException(string maintenanceId)
    : Exception($"Maintenance {maintenanceId} has changed since it was read.");

/// <summary>The host already has an open maintenance.</summary>
public sealed class HostBusyException(string host)
    : Exception($"{host} already has an open maintenance.");

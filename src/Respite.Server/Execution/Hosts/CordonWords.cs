using Respite.Server.Inventory;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Hosts;

/// <summary>What the service's <c>disabled_reason</c> says, and what restoring it means.</summary>
internal static class CordonWords
{
    private const string Mark = "respite: ";

    /// <summary>Nova refuses more (400).</summary>
    private const int MaxLength = 255;

    /// <summary>The reason that we set: who holds the host, and why.</summary>
    public static string ReasonOf(Maintenance maintenance)
    {
        if (maintenance.CordonReason is { } given)
            return given;
        var why = maintenance.Reason.Length > 0 ? $" ({maintenance.Reason})" : "";
        var reason = $"{Mark}maintenance {maintenance.Id}{why}";
        return reason.Length <= MaxLength ? reason : reason[..MaxLength];
    }

    /// <summary>The service is disabled in this maintenance's name.</summary>
    public static bool IsOurs(ServiceView service, Maintenance maintenance) =>
        !service.Enabled && (maintenance.CordonReason is { } given
            ? service.DisabledReason == given
            : service.DisabledReason?.StartsWith($"{Mark}maintenance {maintenance.Id}", StringComparison.Ordinal) == true);

    /// <summary>How the service was found. A cordon of an earlier maintenance whose record is lost is no operator's word.</summary>
    public static OriginalService Found(ServiceView service, Maintenance maintenance) =>
        service.DisabledReason?.StartsWith($"{Mark}maintenance ", StringComparison.Ordinal) == true || IsOurs(service, maintenance)
            ? new OriginalService(true, null)
            : new OriginalService(service.Enabled, service.DisabledReason);

    /// <summary>What hands the service back as it was found.</summary>
    /// <remarks>
    /// A reason that begins with AUTO: is nova-compute's own (it lost its libvirtd) and not an operator's word,
    /// so such a host is enabled. A reason that somebody else has set since is theirs and stays.
    /// </remarks>
    public static ServiceChange Restore(Maintenance maintenance, ServiceView service)
    {
        if (maintenance.Original is not { } original || !maintenance.CordonIntended || !IsOurs(service, maintenance))
            return new ServiceChange(ServiceChangeKind.None, null);
        if (original.Enabled || original.DisabledReason?.StartsWith("AUTO:", StringComparison.Ordinal) == true)
            return new ServiceChange(ServiceChangeKind.Enable, null);
        return new ServiceChange(ServiceChangeKind.Disable, original.DisabledReason ?? "");
    }
}

/// <summary>One PUT on a compute service, or none.</summary>
internal sealed record ServiceChange(ServiceChangeKind Kind, string? Reason);

internal enum ServiceChangeKind
{
    None,
    Enable,
    Disable,
}

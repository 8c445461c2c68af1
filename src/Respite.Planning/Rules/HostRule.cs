using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// The host takes instances at all. Nova's ComputeFilter (enabled, up) and, in a move, the source in <c>ignore_hosts</c>; that a host in
/// maintenance or being drained is no destination is Respite's own.
/// </summary>
public static class HostRule
{
    public const string Disabled = "disabled";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        var host = room.Host;
        if (host.Name == context.Source.Name)
            return RuleResult.Refuse("the host itself", static (_, room, _) => $"{room.Host.Name} is the host that is drained");
        if (!host.Up)
            return RuleResult.Refuse("down", static (_, room, _) => $"{room.Host.Name} is down");
        if (host.InMaintenance)
            return RuleResult.Refuse("in maintenance", static (_, room, _) => $"{room.Host.Name} is in maintenance");
        if (context.Options.OtherDrainingHosts.Contains(host.Name))
            return RuleResult.Refuse("drained as well", static (_, room, _) => $"{room.Host.Name} is drained as well");
        if (!host.Enabled && host.Name != context.EnabledFirst)
            return RuleResult.Refuse(Disabled, static (_, room, _) =>
                $"{room.Host.Name} is disabled{(room.Host.DisabledReason is { Length: > 0 } reason ? $" ({reason})" : "")}");
        return RuleResult.Allow;
    }
}

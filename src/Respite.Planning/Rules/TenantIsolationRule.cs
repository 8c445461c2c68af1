using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>AggregateMultiTenancyIsolation: a host in an aggregate with <c>filter_tenant_id</c> takes only those projects.</summary>
public static class TenantIsolationRule
{
    private const string Key = "filter_tenant_id";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context) =>
        !context.Metadata(room.Host.Name).TryGetValue(Key, out var projects) || (instance.ProjectId is { } project && projects.Contains(project))
            ? RuleResult.Allow
            : RuleResult.Refuse("kept for other projects", static (instance, room, _) =>
                $"{room.Host.Name} is kept for other projects ({Key}) than {instance.ProjectId}");
}

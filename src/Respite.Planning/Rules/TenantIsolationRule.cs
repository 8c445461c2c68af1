using Respite.Planning.Model;

namespace Respite.Planning.Rules;

/// <summary>
/// Two of Nova's options, neither of which the API tells. AggregateMultiTenancyIsolation: a host in an aggregate with <c>filter_tenant_id</c> takes
/// only those projects. <c>[scheduler]limit_tenants_to_placement_aggregate</c> (nova/scheduler/request_filter.py,
/// require_tenant_aggregate): a project that has aggregates of its own, by any key that begins so, goes nowhere else.
/// </summary>
/// <remarks>Suffixed keys keep others away only where the host has no key without a suffix: Nova's filter looks at that one alone up to 2023.1 at least.</remarks>
public static class TenantIsolationRule
{
    internal const string Key = "filter_tenant_id";

    public static RuleResult Check(InstanceSnapshot instance, HostRoom room, PlacementContext context)
    {
        if (!IsAdmitted(instance.ProjectId, context.Metadata(room.Host.Name)))
            return RuleResult.Refuse("kept for other projects", static (instance, room, _) =>
                $"{room.Host.Name} is kept for other projects ({Key}) than {instance.ProjectId}");
        if (instance.ProjectId is { } project && context.HostsOfProject(project) is { } own && !own.Contains(room.Host.Name))
            return RuleResult.Refuse("outside its project's aggregates", static (instance, room, _) =>
                $"{instance.Name}'s project has aggregates of its own ({Key}), and {room.Host.Name} is in none of them");
        return RuleResult.Allow;
    }

    private static bool IsAdmitted(string? project, IReadOnlyDictionary<string, IReadOnlySet<string>> metadata)
    {
        if (metadata.TryGetValue(Key, out var projects))
            return project is not null && projects.Contains(project);
        var kept = false;
        foreach (var (key, suffixed) in metadata)
            if (key.StartsWith(Key, StringComparison.Ordinal))
            {
                if (project is not null && suffixed.Contains(project))
                    return true;
                kept = true;
            }
        return !kept;
    }
}

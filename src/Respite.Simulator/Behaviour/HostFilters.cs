using System.Globalization;
using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>The scheduler's filters and request filters that look at flavor, image, project and aggregates; all of them on, as in the lab.</summary>
internal sealed class HostFilters(World world)
{
    private const string AggregateScope = "aggregate_instance_extra_specs";
    private const string TenantKey = "filter_tenant_id";

    /// <summary>What Placement is asked beside room and traits: isolate_aggregates, require_tenant_aggregate, map_az_to_placement_aggregate.</summary>
    public bool IsAskedFor(Instance instance, Host host)
    {
        var required = instance.Flavor.Request.AllRequired
            .Concat(instance.Image.Properties.Where(p => p.Key.StartsWith("trait:", StringComparison.Ordinal) && p.Value == "required").Select(p => p.Key["trait:".Length..])).ToHashSet();
        var inside = AggregatesOf(host).ToList();
        if (inside.Exists(a => a.Meta.Any(m => m.Key.StartsWith("trait:", StringComparison.Ordinal) && m.Value == "required" && !required.Contains(m.Key["trait:".Length..]))))
            return false;
        var own = world.Aggregates.Where(a => a.Meta.ContainsValue(instance.ProjectId) && a.Meta.Keys.Any(k => k.StartsWith(TenantKey, StringComparison.Ordinal))).ToList();
        if (own.Count > 0 && !own.Exists(inside.Contains))
            return false;
        return instance.PinnedZone is not { } zone || !IsZone(zone) || world.ZoneOf(host) == zone;
    }

    /// <summary>ComputeCapabilitiesFilter, AggregateInstanceExtraSpecsFilter, AggregateMultiTenancyIsolation, AggregateImagePropertiesIsolation.</summary>
    public bool Pass(Instance instance, Host host)
    {
        var metadata = Metadata(host);
        foreach (var (key, requirement) in instance.Flavor.ExtraSpecs)
        {
            var parts = key.Split(':', 2);
            if (parts[0] == "capabilities" && !(Capability(host, parts[1]) is { } value && ExtraSpecs.Match(value, requirement)))
                return false;
            if (parts.Length > 1 && parts[0] != AggregateScope)
                continue;
            if (!(metadata.TryGetValue(parts[^1], out var values) && values.Any(v => ExtraSpecs.Match(v, requirement))))
                return false;
        }
        if (metadata.TryGetValue(TenantKey, out var tenants) && !tenants.Contains(instance.ProjectId))
            return false;
        return instance.Image.Properties.All(p => !metadata.TryGetValue(p.Key, out var options) || options.Contains(p.Value));
    }

    private bool IsZone(string zone) => world.Aggregates.Exists(a => a.Meta.GetValueOrDefault("availability_zone") == zone);

    private IEnumerable<HostAggregate> AggregatesOf(Host host) => world.Aggregates.Where(a => a.HostNames.Contains(host.Name));

    private Dictionary<string, HashSet<string>> Metadata(Host host)
    {
        var united = new Dictionary<string, HashSet<string>>();
        foreach (var (key, value) in AggregatesOf(host).SelectMany(a => a.Meta))
            (united.TryGetValue(key, out var values) ? values : united[key] = []).UnionWith(value.Split(',').Select(v => v.Trim()));
        return united;
    }

    private static string? Capability(Host host, string key) => key switch
    {
        "hypervisor_type" => host.HypervisorType,
        "hypervisor_version" => host.HypervisorVersion.ToString(CultureInfo.InvariantCulture),
        "cpu_info:arch" => host.Cpu.Arch,
        "cpu_info:vendor" => host.Cpu.Vendor,
        "cpu_info:model" => host.Cpu.Model,
        "cpu_info:features" => $"[{string.Join(", ", host.Cpu.Features.Select(f => $"'{f}'"))}]",
        _ => null,
    };
}

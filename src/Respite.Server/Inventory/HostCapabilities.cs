using System.Globalization;
using Respite.OpenStack.Compute;
using Respite.Planning.Model;
using Respite.Planning.Rules;

namespace Respite.Server.Inventory;

/// <summary>What a flavor's <c>capabilities:</c> extra specs may ask of a hypervisor and the API tells, in the text that Nova compares (nova/scheduler/filters/compute_capabilities_filter.py).</summary>
internal static class HostCapabilities
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>The keys that these instances' flavors ask for, without the scope.</summary>
    public static IReadOnlyCollection<string> AskedBy(IEnumerable<InstanceSnapshot> instances) => instances
        .SelectMany(i => i.FlavorExtraSpecs.Keys).Where(k => k.StartsWith(CapabilitiesRule.Scope, StringComparison.Ordinal))
        .Select(k => k[CapabilitiesRule.Scope.Length..]).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> Of(Hypervisor hypervisor, IReadOnlyCollection<string> asked)
    {
        if (asked.Count == 0)
            return None;
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in asked)
            if (Value(hypervisor, key.Split(':')) is { } value)
                told[key] = value;
        return told;
    }

    private static string? Value(Hypervisor hypervisor, string[] scope) => scope switch
    {
        ["hypervisor_type"] => hypervisor.Type,
        ["hypervisor_version"] => hypervisor.Version?.ToString(CultureInfo.InvariantCulture),
        ["hypervisor_hostname"] => hypervisor.HypervisorHostname,
        ["cpu_info", "arch"] => hypervisor.Cpu?.Arch,
        ["cpu_info", "vendor"] => hypervisor.Cpu?.Vendor,
        ["cpu_info", "model"] => hypervisor.Cpu?.Model,
        // Python's text of a list.
        ["cpu_info", "features"] => hypervisor.Cpu is { } cpu ? $"[{string.Join(", ", cpu.Features.Select(f => $"'{f}'"))}]" : null,
        ["cpu_info", "topology", var what] => hypervisor.Cpu?.Topology.GetValueOrDefault(what),
        _ => null,
    };
}

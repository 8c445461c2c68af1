namespace Respite.Planning.Model;

/// <summary>A host's CPU as its hypervisor tells it (<c>cpu_info</c> of <c>GET /os-hypervisors/detail</c>, compute 2.28 to 2.87); null: not told.</summary>
public sealed record CpuSnapshot(string? Arch, string? Vendor, string? Model, IReadOnlySet<string> Features);

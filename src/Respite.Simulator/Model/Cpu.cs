namespace Respite.Simulator.Model;

/// <summary>What a host's hypervisor tells of its CPU.</summary>
public sealed record Cpu(string Arch, string Vendor, string Model, IReadOnlyList<string> Features)
{
    public static Cpu Default { get; } = new("x86_64", "Intel", "Nehalem", ["pge", "clflush"]);
}

namespace Respite.Planning.Model;

/// <summary>A resource provider below a host's own (a GPU, an FPGA, a network interface...), as Placement shows it.</summary>
public sealed record ProviderSnapshot(string Id, IReadOnlySet<string> Traits, ResourceVector Capacity, ResourceVector Used);

using System.Runtime.CompilerServices;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Compute;

/// <summary>A hypervisor. A host has one; with Ironic, one for each bare metal node.</summary>
/// <param name="Id">A uuid (2.53), the same as its resource provider's in Placement.</param>
/// <param name="Host">The nova-compute service's host.</param>
/// <param name="Type">QEMU, ironic, ...; null where the list is not detailed.</param>
/// <param name="Version">A number such as 7002000.</param>
public sealed record Hypervisor(string Id, string HypervisorHostname, string? Host, string? Type, long? Version)
{
    public long? Vcpus { get; init; }

    public long? MemoryMb { get; init; }

    public long? LocalGb { get; init; }

    /// <summary>Instances on it, running or not.</summary>
    public long? Instances { get; init; }

    public CpuInfo? Cpu { get; init; }
}

/// <summary>What a hypervisor tells of its CPU; libvirt tells all, other drivers less or nothing.</summary>
/// <param name="Topology">cores, threads, sockets, ...</param>
public sealed record CpuInfo(string? Arch, string? Vendor, string? Model, IReadOnlyList<string> Features, IReadOnlyDictionary<string, string> Topology);

/// <summary>API reference: <c>GET /os-hypervisors/detail</c>. Admin. (Usage is gone from 2.88 on: ask Placement.)</summary>
public sealed class HypervisorsApi
{
    /// <summary>2.88 shows neither sizes nor CPU any more, and asks every compute for its uptime, one call after the other.</summary>
    private static readonly Microversion LastWithDetails = new(2, 87);

    private readonly ServiceClient service;

    internal HypervisorsApi(ServiceClient service) => this.service = service;

    /// <summary>All, a page of 1,000 a request; a caller that has seen enough asks for no further page.</summary>
    public async IAsyncEnumerable<Hypervisor> ListAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var h in service.PagesAsync("os-hypervisors/detail?limit=1000", "hypervisors", "id", cancel, LastWithDetails))
        {
            yield return new Hypervisor(
                h.Text("id"), h.Text("hypervisor_hostname"), h.Has("service") ? h["service"].OptionalText("host") : null,
                h.OptionalText("hypervisor_type"), h.OptionalNumber("hypervisor_version"))
            {
                Vcpus = h.OptionalNumber("vcpus"),
                MemoryMb = h.OptionalNumber("memory_mb"),
                LocalGb = h.OptionalNumber("local_gb"),
                Instances = h.OptionalNumber("running_vms"),
                Cpu = h.Has("cpu_info") && h["cpu_info"].Knows("arch") ? Cpu(h["cpu_info"]) : null,
            };
        }
    }

    private static CpuInfo Cpu(Answer c) => new(
        c.OptionalText("arch"), c.OptionalText("vendor"), c.OptionalText("model"), c.Texts("features"),
        c.TextMap("topology"));
}

using Respite.OpenStack.Compute;
using Respite.OpenStack.Session;

namespace Respite.Server.Inventory;

/// <summary>Reads hypervisors: a host's is its resource provider in Placement (their uuids are the same since compute 2.53).</summary>
internal sealed class HypervisorReader(OpenStackSession session, TimeProvider clock)
{
    /// <summary>A host keeps its provider: this only shares one request among many hosts that begin together.</summary>
    private static readonly TimeSpan ProvidersAge = TimeSpan.FromSeconds(15);

    private readonly SharedRead<ILookup<string, Hypervisor>> all = new(cancel => ReadAsync(session, hosts: null, cancel), clock);

    /// <summary>The hypervisors of these hosts, by host.</summary>
    /// <param name="age">How old they may be; zero: they are read now, and no further once each host has shown one (a bare metal host shows by its first what it is).</param>
    public Task<ILookup<string, Hypervisor>> ListAsync(IEnumerable<string> hosts, TimeSpan age, CancellationToken cancel) =>
        age == TimeSpan.Zero ? ReadAsync(session, hosts.ToHashSet(StringComparer.Ordinal), cancel) : all.OfAsync(age, cancel);

    /// <summary>All of them as of now, by host.</summary>
    public Task<ILookup<string, Hypervisor>> ListAsync(CancellationToken cancel) => ReadAsync(session, hosts: null, cancel);

    /// <summary>The resource providers of a host's hypervisors.</summary>
    public async Task<IReadOnlyList<string>> ProvidersAsync(string host, CancellationToken cancel) => [.. (await all.OfAsync(ProvidersAge, cancel))[host].Select(h => h.Id)];

    /// <exception cref="HostUnfitException">No hypervisor, several, or bare metal.</exception>
    public static void RequireOne(string host, IReadOnlyList<Hypervisor> own)
    {
        if (own.Count == 0)
            throw new HostUnfitException($"Nova shows no hypervisor on {host}: its nova-compute has never reported one, so nothing can be read or moved there.");
        if (own.Count > 1 || own[0].Type is "ironic")
        {
            throw new HostUnfitException(
                $"{host} manages {own.Count} bare metal node{(own.Count == 1 ? "" : "s")} (Ironic): bare metal instances cannot be migrated. Use Ironic's own maintenance mode for its nodes.");
        }
    }

    /// <param name="hosts">Those that are looked for; null: all.</param>
    private static async Task<ILookup<string, Hypervisor>> ReadAsync(OpenStackSession session, HashSet<string>? hosts, CancellationToken cancel)
    {
        var found = new List<(string Host, Hypervisor Hypervisor)>();
        await foreach (var hypervisor in session.Compute.Hypervisors.ListAsync(cancel))
        {
            if (hypervisor.Host is not { } host)
                continue;
            found.Add((host, hypervisor));
            if (hosts?.Remove(host) == true && hosts.Count == 0)
                break;
        }
        return found.ToLookup(pair => pair.Host, pair => pair.Hypervisor, StringComparer.Ordinal);
    }
}

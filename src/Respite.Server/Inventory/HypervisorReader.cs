using Respite.OpenStack.Compute;
using Respite.OpenStack.Session;

namespace Respite.Server.Inventory;

/// <summary>Reads hypervisors: a host's is its resource provider in Placement (their uuids are the same since compute 2.53).</summary>
internal sealed class HypervisorReader(OpenStackSession session, TimeProvider clock)
{
    /// <summary>A host keeps its provider: this only shares one request among many hosts that begin together.</summary>
    private static readonly TimeSpan ProvidersAge = TimeSpan.FromSeconds(15);

    private readonly SharedRead<ILookup<string, string>> providers = new(cancel => ReadProvidersAsync(session, cancel), clock);

    /// <summary>The hypervisors of these hosts; reads no further once each has shown one (a bare metal host shows by its first what it is).</summary>
    public async Task<IReadOnlyList<Hypervisor>> ListAsync(IEnumerable<string> hosts, CancellationToken cancel)
    {
        var missing = hosts.ToHashSet(StringComparer.Ordinal);
        var found = new List<Hypervisor>();
        await foreach (var hypervisor in session.Compute.Hypervisors.ListAsync(cancel))
        {
            found.Add(hypervisor);
            if (hypervisor.Host is { } host && missing.Remove(host) && missing.Count == 0)
                break;
        }
        return found;
    }

    /// <summary>The resource providers of a host's hypervisors.</summary>
    public async Task<IReadOnlyList<string>> ProvidersAsync(string host) => [.. (await providers.OfAsync(ProvidersAge))[host]];

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

    private static async Task<ILookup<string, string>> ReadProvidersAsync(OpenStackSession session, CancellationToken cancel)
    {
        var found = new List<(string Host, string Provider)>();
        await foreach (var hypervisor in session.Compute.Hypervisors.ListAsync(cancel))
        {
            if (hypervisor.Host is { } host)
                found.Add((host, hypervisor.Id));
        }
        return found.ToLookup(pair => pair.Host, pair => pair.Provider, StringComparer.Ordinal);
    }
}

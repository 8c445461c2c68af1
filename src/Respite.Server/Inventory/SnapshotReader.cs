using Respite.OpenStack.Compute;
using Respite.OpenStack.Placement;
using Respite.OpenStack.Session;
using Respite.Planning.Model;

namespace Respite.Server.Inventory;

/// <summary>Everything that a plan for one host looks at.</summary>
/// <param name="Instances">Those on the host, and those whose unconfirmed resize left it; resources and groups filled in.</param>
internal sealed record PlanningSnapshot(CloudSnapshot Cloud, ServiceView Service, IReadOnlyList<InstanceView> Instances);

/// <summary>A host that is to be emptied.</summary>
/// <param name="Instances">As in <see cref="PlanningSnapshot"/>.</param>
internal sealed record DrainedHost(ServiceView Service, IReadOnlyList<InstanceView> Instances);

/// <summary>
/// Reads the cloud for a plan in a number of requests that does not grow with it: capacity, use and traits of every host come
/// from one <c>GET /allocation_candidates</c>.
/// </summary>
internal sealed class SnapshotReader(OpenStackSession session, HostReader hosts, HypervisorReader hypervisors, TimeProvider clock)
{
    private const int HostsAtOnce = 8;

    private readonly SharedRead<IReadOnlyList<Aggregate>> aggregates = new(session.Compute.Aggregates.ListAsync, clock);
    private readonly SharedRead<IReadOnlyList<ServerGroup>> groups = new(session.Compute.ServerGroups.ListAsync, clock);

    /// <exception cref="HostUnfitException">The host is not known, or is no host of its own hypervisor (Ironic).</exception>
    /// <param name="age">How old what hardly changes may be: services, hypervisors, aggregates and groups. What is free is as of now.</param>
    /// <param name="only">The instances of which attachments matter; null: all.</param>
    public async Task<PlanningSnapshot> ReadAsync(
        string host, DrainPolicy policy, IReadOnlySet<string> inMaintenance, TimeSpan age, CancellationToken cancel, IReadOnlySet<string>? only = null)
    {
        var (cloud, drained) = await ReadTogetherAsync([host], policy, inMaintenance, age, cancel, only);
        return new PlanningSnapshot(cloud, drained[host].Service, drained[host].Instances);
    }

    /// <summary>The same for several hosts, with each of them.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<(CloudSnapshot Cloud, IReadOnlyDictionary<string, DrainedHost> Drained)> ReadTogetherAsync(
        IReadOnlyList<string> drained, DrainPolicy policy, IReadOnlySet<string> inMaintenance, TimeSpan age, CancellationToken cancel, IReadOnlySet<string>? only = null)
    {
        var services = await hosts.ListAsync(age, cancel);
        var listings = drained.Select(name => services.FirstOrDefault(s => s.Name == name) ?? throw new UnknownHostException(name, services.Select(s => s.Name))).ToList();
        var hypervisorsTask = hypervisors.ListAsync(services.Select(s => s.Name), age, cancel);
        var candidates = session.Placement.SummariesAsync(PlacementReader.Anything, cancel);
        var (aggregatesTask, groupsTask) = (aggregates.OfAsync(age, cancel), groups.OfAsync(age, cancel));
        var contents = await ContentsAsync(listings, policy, only, cancel);
        var instances = contents.SelectMany(c => c.Instances).ToList();
        var byHost = await hypervisorsTask;
        foreach (var host in drained)
            HypervisorReader.RequireOne(host, [.. byHost[host]]);

        var (summaries, relevant) = (await candidates, await GroupsAsync(await groupsTask, instances, cancel));
        var complete = new Dictionary<string, DrainedHost>(StringComparer.Ordinal);
        foreach (var content in contents)
            complete[content.Listing.Name] = await CompleteAsync(content, byHost[content.Listing.Name].Single().Id, summaries, relevant, policy, cancel);
        return (new CloudSnapshot
        {
            Hosts = [.. HostSnapshots.Of(services, byHost, summaries, policy, inMaintenance, HostCapabilities.AskedBy(instances.Select(i => i.Snapshot)))],
            Groups = relevant,
            Aggregates = [.. (await aggregatesTask).Select(a => new AggregateSnapshot { Id = a.Id, Name = a.Name, Uuid = a.Uuid, Hosts = a.Hosts, Metadata = a.Metadata })],
        }, complete);
    }

    private async Task<IReadOnlyList<Content>> ContentsAsync(List<HostListing> listings, DrainPolicy policy, IReadOnlySet<string>? only, CancellationToken cancel)
    {
        var contents = new List<Content>();
        foreach (var some in listings.Chunk(HostsAtOnce))
            contents.AddRange(await Task.WhenAll(some.Select(listing => ContentAsync(listing, policy, only, cancel))));
        return contents;
    }

    private async Task<Content> ContentAsync(HostListing listing, DrainPolicy policy, IReadOnlySet<string>? only, CancellationToken cancel)
    {
        var instances = await InstancesAsync(listing.Name, cancel);
        var asked = only is null ? instances : instances.FindAll(i => only.Contains(i.Id));
        var ports = AttachmentReader.PortsAsync(session, listing.Name, instances, policy, cancel);
        var encrypted = AttachmentReader.EncryptedAsync(session, asked, policy, cancel);
        return new Content(listing, instances, asked, await ports, await encrypted);
    }

    private async Task<DrainedHost> CompleteAsync(
        Content content, string provider, IReadOnlyDictionary<string, ProviderSummary> summaries, IReadOnlyList<ServerGroupSnapshot> relevant, DrainPolicy policy, CancellationToken cancel)
    {
        var allocations = await SourceAllocations.ReadAsync(session.Placement, provider, summaries, cancel);
        var shared = await AttachmentReader.SharedAsync(session, content.Asked, summaries.GetValueOrDefault(provider)?.Traits, policy, cancel);
        return new DrainedHost(content.Listing.Service, [.. content.Instances.Select(i => Complete(i, allocations, relevant, AttachmentsOf(i.Id)))]);

        Attachments AttachmentsOf(string id) => new()
        {
            VnicTypes = [.. content.VnicTypes[id].Order(StringComparer.Ordinal)],
            HasShares = shared.Contains(id),
            HasEncryptedVolumes = content.Encrypted.Contains(id),
        };
    }

    private async Task<List<InstanceView>> InstancesAsync(string host, CancellationToken cancel)
    {
        var pending = hosts.AwaitingConfirmationAsync(host, cancel);
        var instances = (await hosts.InstancesAsync(host, cancel)).ToList();
        foreach (var id in (await pending).Select(p => p.InstanceId).Distinct().Except(instances.Select(i => i.Id)).ToList())
        {
            if (await hosts.InstanceAsync(id, cancel) is { Status: "VERIFY_RESIZE" } elsewhere)
                instances.Add(elsewhere with { Snapshot = elsewhere.Snapshot with { ResizeSourceOnly = true } });
        }
        return instances;
    }

    /// <summary>The groups that these instances are in, with the hosts of all their members.</summary>
    private async Task<IReadOnlyList<ServerGroupSnapshot>> GroupsAsync(
        IReadOnlyList<ServerGroup> all, List<InstanceView> instances, CancellationToken cancel)
    {
        var here = instances.ToDictionary(i => i.Id, i => i.Host, StringComparer.Ordinal);
        var relevant = all.Where(g => g.Members.Any(here.ContainsKey)).ToList();
        var others = relevant.SelectMany(g => g.Members).Where(m => !here.ContainsKey(m)).Distinct();
        foreach (var (id, where) in await Task.WhenAll(others.Select(async id => (id, (await hosts.InstanceAsync(id, cancel))?.Host))))
            here[id] = where;
        return [.. relevant.Select(g => new ServerGroupSnapshot
        {
            Id = g.Id,
            Name = g.Name,
            Policy = g.Policy,
            MaxServerPerHost = g.MaxServerPerHost ?? 1,
            MemberHosts = g.Members.ToDictionary(m => m, m => here[m]),
        })];
    }

    private static InstanceView Complete(
        InstanceView instance, IReadOnlyDictionary<string, ResourceVector> allocations, IReadOnlyList<ServerGroupSnapshot> groups, Attachments attachments) => instance with
    {
        Snapshot = instance.Snapshot with
        {
            Resources = allocations.GetValueOrDefault(instance.Id) ?? instance.Snapshot.Resources,
            Attachments = attachments,
            GroupIds = [.. groups.Where(g => g.MemberHosts.ContainsKey(instance.Id)).Select(g => g.Id)],
        },
    };

    /// <summary>What was read of a drained host alone.</summary>
    /// <param name="Asked">Those of its instances of which attachments matter.</param>
    private sealed record Content(HostListing Listing, List<InstanceView> Instances, List<InstanceView> Asked, ILookup<string, string> VnicTypes, IReadOnlySet<string> Encrypted);
}

using Respite.OpenStack.Session;

namespace Respite.Server.Inventory;

/// <summary>Reads compute hosts and their instances from Nova.</summary>
internal sealed class HostReader
{
    /// <summary>How old the shared list may be for a host that it does not show as disabled yet.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(1);

    private readonly OpenStackSession session;
    private readonly MigrationFeed migrations;
    private readonly SharedRead<IReadOnlyList<HostListing>> shared;

    public HostReader(OpenStackSession session, MigrationFeed migrations, TimeProvider clock)
    {
        (this.session, this.migrations) = (session, migrations);
        shared = new(ListAsync, clock);
    }

    /// <summary>All compute hosts, as of at most so long ago.</summary>
    public Task<IReadOnlyList<HostListing>> ListAsync(TimeSpan age, CancellationToken cancel) => shared.OfAsync(age, cancel);

    /// <summary>All compute hosts. One request.</summary>
    public async Task<IReadOnlyList<HostListing>> ListAsync(CancellationToken cancel) =>
        [.. (await session.Compute.Services.ListAsync(host: null, cancel)).Select(s => new HostListing(s.Host, s.Zone, Views.Of(s)))];

    /// <exception cref="UnknownHostException">Nova has no nova-compute service of this name.</exception>
    public async Task<ServiceView> ServiceAsync(string host, CancellationToken cancel)
    {
        var services = await session.Compute.Services.ListAsync(host, cancel);
        if (services.FirstOrDefault(s => s.Host == host) is { } service)
            return Views.Of(service);
        throw new UnknownHostException(host, (await ListAsync(cancel)).Select(h => h.Name));
    }

    /// <summary>The instances whose host it is.</summary>
    public async Task<IReadOnlyList<InstanceView>> InstancesAsync(string host, CancellationToken cancel)
    {
        var instances = new List<InstanceView>();
        await foreach (var server in session.Compute.Servers.ListAsync(host, cancel))
            instances.Add(Views.Of(server, await session.Compute.VersionAsync(cancel)));
        return instances;
    }

    /// <returns>Null: deleted.</returns>
    public async Task<InstanceView?> InstanceAsync(string id, CancellationToken cancel) =>
        await session.Compute.Servers.GetAsync(id, cancel) is { Status: not "DELETED" } server
            ? Views.Of(server, await session.Compute.VersionAsync(cancel))
            : null;

    /// <param name="age">How long ago it may have been seen to be disabled; zero: it is asked for now.</param>
    /// <exception cref="UnknownHostException">Nova has no nova-compute service of this name.</exception>
    public async Task<ServiceView> ServiceAsync(string host, TimeSpan age, CancellationToken cancel)
    {
        var seen = age == TimeSpan.Zero ? null : await SeenDisabledAsync(host, age, cancel) ?? await SeenDisabledAsync(host, Lately, cancel);
        // Disabled since, or enabled by somebody: only what is asked now tells.
        return seen ?? await ServiceAsync(host, cancel);
    }

    private async Task<ServiceView?> SeenDisabledAsync(string host, TimeSpan age, CancellationToken cancel) =>
        (await shared.OfAsync(age, cancel)).FirstOrDefault(h => h.Name == host) is { Service.Enabled: false } listing ? listing.Service : null;

    /// <summary>Cold migrations and resizes that left this host and wait for their confirmation, however old.</summary>
    public async Task<IReadOnlyList<MigrationView>> AwaitingConfirmationAsync(string host, CancellationToken cancel) =>
        [.. (await migrations.FinishedAsync(host, cancel)).Where(p => p.AwaitsConfirmation && p.SourceHost == host)];
}

/// <summary>A line of the list of hosts.</summary>
internal sealed record HostListing(string Name, string? Zone, ServiceView Service);

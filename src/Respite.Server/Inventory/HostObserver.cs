namespace Respite.Server.Inventory;

/// <summary>Reads what a step of a drain decides on.</summary>
internal sealed class HostObserver(HostReader hosts, MigrationFeed migrations, EndsHeard ends)
{
    /// <summary>The host at this instant. Three requests, of which one is shared by all drains.</summary>
    /// <param name="moving">Instances whose move is under way.</param>
    /// <param name="serviceAge">How long ago the service may have been seen to be disabled; then that request is shared as well.</param>
    /// <exception cref="UnknownHostException">Nova has no nova-compute service of this name.</exception>
    public async Task<HostObservation> ObserveAsync(string host, IEnumerable<string> moving, TimeSpan serviceAge, CancellationToken cancel)
    {
        var service = hosts.ServiceAsync(host, serviceAge, cancel);

        // The instances before the migrations: an instance that has left shows at least as new a migration.
        var instances = await hosts.InstancesAsync(host, cancel);
        var here = instances.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        await ends.RecordedAsync(moving, cancel);
        var recent = await migrations.ReadAsync(host, cancel);
        return new HostObservation(
            await service, instances, [.. recent.Where(m => m.SourceHost == host || m.DestinationHost == host || here.Contains(m.InstanceId))]);
    }
}

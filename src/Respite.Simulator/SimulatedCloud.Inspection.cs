using Respite.Simulator.Behaviour;
using Respite.Simulator.Http;
using Respite.Simulator.Model;

namespace Respite.Simulator;

/// <summary>
/// What a test asks of the cloud behind its API's back. All of it is as of now: what is due has happened. The objects live on; in real
/// time they are only brought up to date by the next look or request, in virtual time by every advance of the clock.
/// </summary>
public sealed partial class SimulatedCloud
{
    /// <summary>Every request so far, oldest first.</summary>
    public IReadOnlyList<HistoryEntry> History => _pipeline.History;

    public IReadOnlyList<Host> Hosts => Look(() => _world.Hosts.Values.ToList());

    /// <summary>All servers that were not deleted.</summary>
    public IReadOnlyList<Instance> Instances => Look(() => _world.Instances.Values.Where(i => !i.Deleted).ToList());

    /// <summary>All servers that ever were.</summary>
    public IReadOnlyList<Instance> AllInstances => Look(() => _world.Instances.Values.ToList());

    /// <summary>All migrations, also those of deleted servers, oldest first.</summary>
    public IReadOnlyList<Migration> Migrations => Look(() => _world.Migrations.ToList());

    public IReadOnlyList<ServerGroup> Groups => Look(() => _world.Groups.ToList());

    public IReadOnlyList<HostAggregate> Aggregates => Look(() => _world.Aggregates.ToList());

    public IReadOnlyList<NetworkAgent> Agents => Look(() => _world.Agents.ToList());

    public IReadOnlyList<Allocation> Allocations => Look(() => _world.Allocations.ByConsumer.Values.ToList());

    public DateTimeOffset Now => Look(() => _world.Now);

    public Host Host(string name) => Look(() => Named(name));

    /// <summary>By name or id; of two with one name the newer, and one that still is before one that was deleted.</summary>
    public Instance Instance(string nameOrId) => Look(() => Server(nameOrId));

    /// <summary>What is wrong with the cloud's books; empty when all is well.</summary>
    public IReadOnlyList<string> Inconsistencies() => Look(() => Books.Check(_world));

    /// <summary>Migrations of one server that were under way at the same time: none must ever be.</summary>
    public IReadOnlyList<(Migration First, Migration Second)> ConcurrentMigrations() => Look(() => Books.Concurrent(_world));

    private void CatchUp() => Look(() => 0);

    private T Look<T>(Func<T> at)
    {
        lock (_world.Gate)
        {
            _world.Agenda.RunDue();
            Progress.Report(_world);
            return at();
        }
    }

    private Host Named(string name) => _world.FindHost(name) ?? throw new ArgumentException($"No host {name} in the simulated cloud.", nameof(name));

    private Instance Server(string nameOrId) =>
        _world.Instances.GetValueOrDefault(nameOrId) ?? _world.Instances.Values.Where(i => i.Name == nameOrId).OrderBy(i => i.Deleted ? 0 : 1).ThenBy(i => i.Number).LastOrDefault()
        ?? throw new ArgumentException($"No server {nameOrId} in the simulated cloud.", nameof(nameOrId));
}

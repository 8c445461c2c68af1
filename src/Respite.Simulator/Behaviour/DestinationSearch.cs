using Respite.Simulator.Faults;
using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>
/// The conductor's part of a live migration: allocations, the scheduler's choice, the destination's check, and the next choice when it
/// refuses (nova/conductor/tasks/live_migrate.py).
/// </summary>
internal sealed class DestinationSearch(World world, Scheduler scheduler)
{
    /// <summary>Calls <paramref name="found"/> once a host has been chosen, claimed and has passed its checks; else the migration ends in error.</summary>
    /// <param name="ignore">Hosts that are out: the source, and those that have refused.</param>
    public void Find(Migration migration, ActionEvent step, string? named, bool force, HashSet<string> ignore, Action found)
    {
        var instance = migration.Instance;
        var source = world.FindHost(migration.SourceCompute)!;
        // The conductor hands the source's allocation to the migration first; a destination's claim is the instance's own.
        if (!world.Allocations.ByConsumer.ContainsKey(migration.Uuid))
            world.Allocations.Rename(instance.Id, migration.Uuid, world.NodesById);
        var choice = !source.Up ? new Choice(null, null, $"Compute service of {source.Name} is unavailable at this time.")
            : force ? Forced(migration, named!)
            : scheduler.Select(instance, named, ignore);
        if (choice is not { Host: { } destination, Node: { } node })
        {
            Refuse(migration, step, choice.Refusal);
            return;
        }

        world.Allocations.Claim(instance.Id, node, instance.Flavor.Request, instance.ProjectId, instance.UserId);
        if (scheduler.LateGroupViolation(instance, destination) is { } violation)
        {
            // The conductor does not expect this one: the server is left in ERROR though its guest runs on.
            ActionLog.Note(world, migration.Action!, "compute_check_can_live_migrate_destination", destination.Name, violation);
            world.Allocations.Free(instance.Id, world.NodesById);
            instance.VmState = VmStates.Error;
            Refuse(migration, step, $"Migration error: {violation}");
            return;
        }
        if (!IsCompatible(source, destination) || RefusalOf(instance, destination) is not null)
        {
            // The conductor compares hypervisors by itself: the destination is not even asked.
            if (IsCompatible(source, destination) && RefusalOf(instance, destination) is { } refusal)
                ActionLog.Note(world, migration.Action!, "compute_check_can_live_migrate_destination", destination.Name, refusal);
            world.Allocations.Free(instance.Id, world.NodesById);
            // A named host that refuses is no reason yet: the scheduler is asked again, without it, and finds none.
            ignore.Add(destination.Name);
            world.Later(migration, world.Timings.Check, () => Find(migration, step, named, force, ignore, found));
            return;
        }

        ActionLog.Note(world, migration.Action!, "compute_check_can_live_migrate_destination", destination.Name);
        ActionLog.Note(world, migration.Action!, "compute_check_can_live_migrate_source", source.Name);
        ActionLog.Finish(world, migration.Action!, step);
        migration.SourceNode = instance.NodeName;
        migration.DestCompute = destination.Name;
        migration.DestNode = node.Name;
        found();
    }

    // Past the scheduler, with the conductor's own few checks.
    private Choice Forced(Migration migration, string named)
    {
        var instance = migration.Instance;
        var host = world.FindHost(named)!;
        if (named == migration.SourceCompute)
            return new Choice(null, null, $"Unable to migrate instance ({instance.Id}) to current host ({named}).");
        if (!host.Up)
            return new Choice(null, null, $"Compute service of {named} is unavailable at this time.");
        if (host.Node.Stock.GetValueOrDefault("MEMORY_MB") is { } memory)
        {
            var available = (memory.Total * memory.AllocationRatio) - memory.Reserved - host.Residents.Values.Sum(r => r.Flavor.Ram);
            if (available <= instance.Flavor.Ram)
                return new Choice(null, null, $"Migration pre-check error: Unable to migrate {instance.Id} to {named}: Lack of memory(host:{available} <= instance:{instance.Flavor.Ram})");
        }
        return Placement.Sharing.Find(host.Node, instance.Flavor.Request) is not null
            ? new Choice(host, host.Node, "")
            : new Choice(null, null, $"Unable to move instance {instance.Id} to host {named}. There is not enough capacity on the host for the instance.");
    }

    // InvalidHypervisorType, DestinationHypervisorTooOld.
    private static bool IsCompatible(Host source, Host destination) =>
        source.HypervisorType == destination.HypervisorType && source.HypervisorVersion <= destination.HypervisorVersion;

    private static string? RefusalOf(Instance instance, Host destination) =>
        InstanceModes.Of(instance) == InstanceModes.FailCheck || destination.Faults.RejectsIncoming || !destination.Alive
            ? $"Migration pre-check error: lab: {destination.Name} refuses {instance.Id}"
            : null;

    private void Refuse(Migration migration, ActionEvent step, string reason)
    {
        world.Allocations.Rename(migration.Uuid, migration.Instance.Id, world.NodesById);
        ActionLog.Finish(world, migration.Action!, step, reason);
        migration.Instance.TaskState = null;
        migration.Instance.FaultMessage = reason;
        migration.Instance.FaultAt = world.Now;
        world.Touch(migration.Instance);
        world.Set(migration, "error");
    }
}

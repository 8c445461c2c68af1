using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>Boot, delete, shelve and evacuate: what changes whether and where a server is.</summary>
internal sealed class Lifecycle(World world, Scheduler scheduler, LiveMigrations live)
{
    public void Boot(Instance instance, string? named, Caller caller, string requestId)
    {
        var action = ActionLog.Begin(world, instance, "create", caller, requestId);
        instance.VmState = VmStates.Building;
        instance.PowerState = PowerStates.None;
        instance.TaskState = "scheduling";
        world.Agenda.After(world.Timings.Schedule, () =>
        {
            if (instance.Deleted)
                return;
            if (scheduler.Select(instance, named, new HashSet<string>()) is not { Host: not null, Node: not null } found)
            {
                ActionLog.Note(world, action, "conductor_schedule_and_build_instances", "conductor", Scheduler.NoneLeft);
                Fail(instance, Scheduler.NoneLeft);
                return;
            }
            world.Allocations.Claim(instance.Id, found.Node, instance.Flavor.Request, instance.ProjectId, instance.UserId);
            world.Place(instance, found.Host, found.Node);
            instance.TaskState = "spawning";
            var step = ActionLog.Start(world, action, "compute__do_build_and_run_instance", found.Host.Name);
            world.Agenda.After(world.Timings.Boot, () =>
            {
                if (instance.VmState != VmStates.Building)
                    return;
                instance.VmState = VmStates.Active;
                instance.TaskState = null;
                instance.PowerState = PowerStates.Running;
                instance.LaunchedAt = world.Now;
                world.Touch(instance);
                ActionLog.Finish(world, action, step);
            });
        });
    }

    public void Delete(Instance instance, Caller caller, string requestId)
    {
        ActionLog.Begin(world, instance, "delete", caller, requestId);
        instance.TaskState = "deleting";
        world.Touch(instance);
        if (world.FindHost(instance.Host) is not { Up: false })
            world.Agenda.After(world.Timings.Delete, () => Vanish(instance));
        else
            Vanish(instance);
    }

    /// <summary>Gone at once, with what it had allocated; a migration's own allocation leaks when that migration had broken.</summary>
    public void Vanish(Instance instance)
    {
        if (instance.Deleted)
            return;
        if (world.Options.SoftDelete && instance.VmState != VmStates.SoftDeleted)
        {
            instance.VmState = VmStates.SoftDeleted;
            instance.PowerState = PowerStates.Shutdown;
            instance.TaskState = null;
            world.Touch(instance);
            return;
        }
        foreach (var migration in world.MigrationsByInstance.GetValueOrDefault(instance.Id, []))
        {
            migration.Hidden = true;
            if (migration.UnderWay || migration.Status is "finished" or "confirming")
            {
                world.Allocations.Free(migration.Uuid, world.NodesById);
                live.InstanceGone(migration);
            }
        }
        world.Allocations.Free(instance.Id, world.NodesById);
        world.Place(instance, null);
        instance.VmState = VmStates.Deleted;
        instance.TaskState = null;
        if (world.Groups.Find(g => g.Id == instance.GroupId) is { } group)
            group.MemberIds.Remove(instance.Id);
    }

    public void Shelve(Instance instance, Caller caller, string requestId)
    {
        var action = ActionLog.Begin(world, instance, "shelve", caller, requestId);
        Later(instance, "shelving", () =>
        {
            ActionLog.Note(world, action, "compute_shelve_instance", instance.Host);
            instance.VmState = VmStates.Shelved;
            instance.PowerState = PowerStates.Shutdown;
            instance.TaskState = null;
            world.Touch(instance);
            if (world.Options.OffloadsWhatIsShelved)
                Later(instance, "shelving_offloading", () => Offload(instance, action));
        });
    }

    public void ShelveOffload(Instance instance, Caller caller, string requestId)
    {
        var action = ActionLog.Begin(world, instance, "shelveOffload", caller, requestId);
        Later(instance, "shelving_offloading", () => Offload(instance, action));
    }

    public void Unshelve(Instance instance, Caller caller, string requestId)
    {
        var action = ActionLog.Begin(world, instance, "unshelve", caller, requestId);
        Later(instance, "unshelving", () =>
        {
            if (instance.Host is null)
            {
                if (scheduler.Select(instance, null, new HashSet<string>()) is not { Host: not null, Node: not null } found)
                {
                    ActionLog.Note(world, action, "conductor_unshelve_instance", "conductor", Scheduler.NoneLeft);
                    instance.TaskState = null;
                    return;
                }
                world.Allocations.Claim(instance.Id, found.Node, instance.Flavor.Request, instance.ProjectId, instance.UserId);
                world.Place(instance, found.Host, found.Node);
            }
            ActionLog.Note(world, action, "compute_unshelve_instance", instance.Host);
            instance.VmState = VmStates.Active;
            instance.PowerState = PowerStates.Running;
            instance.TaskState = null;
            world.Touch(instance);
        });
    }

    /// <summary>Rebuilds the server of a dead host somewhere else; its record stays <c>done</c> until the dead compute is back.</summary>
    public void Evacuate(Instance instance, string? named, Caller caller, string requestId)
    {
        var action = ActionLog.Begin(world, instance, "evacuate", caller, requestId);
        var old = instance.VmState;
        var migration = world.AddMigration(instance, "evacuation", "accepted", caller.UserId, caller.ProjectId);
        Later(instance, "rebuilding", () =>
        {
            if (scheduler.Select(instance, named, new HashSet<string> { migration.SourceCompute }) is not { Host: not null, Node: not null } found)
            {
                ActionLog.Note(world, action, "rebuild_server", "conductor", Scheduler.NoneLeft);
                world.Set(migration, "error");
                instance.TaskState = null;
                Fail(instance, Scheduler.NoneLeft);
                return;
            }
            ActionLog.Note(world, action, "rebuild_server", "conductor");
            world.Allocations.Rename(instance.Id, migration.Uuid, world.NodesById);
            world.Allocations.Claim(instance.Id, found.Node, instance.Flavor.Request, instance.ProjectId, instance.UserId);
            migration.DestCompute = found.Host.Name;
            migration.DestNode = found.Node.Name;
            world.Place(instance, found.Host, found.Node);
            world.Set(migration, "done");
            instance.TaskState = null;
            instance.VmState = old == VmStates.Error ? VmStates.Active : old;
            instance.PowerState = instance.VmState == VmStates.Stopped ? PowerStates.Shutdown : PowerStates.Running;
            world.Touch(instance);
            ActionLog.Note(world, action, "compute_rebuild_instance", found.Host.Name);
        }, world.Timings.Evacuate);
    }

    private void Offload(Instance instance, InstanceAction action)
    {
        ActionLog.Note(world, action, "compute_shelve_offload_instance", instance.Host);
        world.Allocations.Free(instance.Id, world.NodesById);
        instance.VmState = VmStates.Offloaded;
        instance.PowerState = PowerStates.Shutdown;
        instance.TaskState = null;
        // For a moment it is offloaded and still names its host.
        world.Agenda.After(world.Timings.Check, () =>
        {
            if (instance.VmState == VmStates.Offloaded)
                world.Place(instance, null);
        });
    }

    private void Later(Instance instance, string task, Action then, TimeSpan? takes = null)
    {
        instance.TaskState = task;
        world.Touch(instance);
        world.Agenda.After(takes ?? world.Timings.Power, () =>
        {
            if (instance.TaskState == task)
                then();
        });
    }

    private void Fail(Instance instance, string message)
    {
        instance.VmState = VmStates.Error;
        instance.TaskState = null;
        instance.FaultMessage = message;
        instance.FaultAt = world.Now;
        world.Touch(instance);
    }
}

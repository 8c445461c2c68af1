using Respite.Simulator.Faults;
using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>A cold migration's life up to VERIFY_RESIZE, and its confirm or revert.</summary>
internal sealed class ColdMigrations(World world, Scheduler scheduler)
{
    public const string NoValidHost = "No valid host was found. No valid host found for cold migrate";

    public void Begin(Instance instance, string? named, Caller caller, string requestId)
    {
        var action = ActionLog.Begin(world, instance, "migrate", caller, requestId);
        instance.OldVmState = instance.VmState;
        instance.TaskState = "resize_prep";
        instance.Progress = 0;
        world.Touch(instance);
        world.Agenda.After(world.Timings.Record, () =>
        {
            if (instance.TaskState != "resize_prep")
                return;
            var steps = (ActionLog.Start(world, action, "conductor_migrate_server", "conductor"), ActionLog.Start(world, action, "cold_migrate", "conductor"));
            var migration = world.AddMigration(instance, "migration", "pre-migrating", caller.UserId, caller.ProjectId);
            migration.Action = action;
            world.Later(migration, world.Timings.Schedule, () => FindHost(migration, steps, named));
        });
    }

    public void Confirm(Migration migration, Caller caller, string requestId)
    {
        var instance = migration.Instance;
        var action = ActionLog.Begin(world, instance, "confirmResize", caller, requestId);
        var step = ActionLog.Start(world, action, "compute_confirm_resize", migration.SourceCompute);
        world.Set(migration, "confirming");
        world.Later(migration, world.Timings.ColdStep, () =>
        {
            world.Allocations.Free(migration.Uuid, world.NodesById);
            world.Set(migration, "confirmed");
            instance.VmState = instance.OldVmState;
            instance.TaskState = null;
            world.Touch(instance);
            ActionLog.Finish(world, action, step);
        });
    }

    public void Revert(Migration migration, Caller caller, string requestId)
    {
        var instance = migration.Instance;
        var action = ActionLog.Begin(world, instance, "revertResize", caller, requestId);
        var step = ActionLog.Start(world, action, "compute_revert_resize", migration.DestCompute);
        instance.TaskState = "resize_reverting";
        world.Set(migration, "reverting");
        world.Touch(instance);
        world.Later(migration, world.Timings.ColdStep, () =>
        {
            world.Allocations.Rename(migration.Uuid, instance.Id, world.NodesById);
            world.Place(instance, world.FindHost(migration.SourceCompute), world.NodesById.Values.First(n => n.Name == migration.SourceNode));
            instance.VmState = instance.OldVmState;
            instance.TaskState = null;
            world.Set(migration, "reverted");
            ActionLog.Finish(world, action, step);
        });
    }

    /// <summary>Its source or destination died: where the guest is not yet on its way, it stays on the source.</summary>
    public void HostReturned(Migration migration)
    {
        if (migration.Instance.Host == migration.SourceCompute)
            RollBack(migration);
    }

    private void FindHost(Migration migration, (ActionEvent Outer, ActionEvent Inner) steps, string? named)
    {
        var instance = migration.Instance;
        world.Allocations.Rename(instance.Id, migration.Uuid, world.NodesById);
        if (scheduler.Select(instance, named, new HashSet<string> { migration.SourceCompute }) is not { Host: not null, Node: not null } found)
        {
            world.Allocations.Rename(migration.Uuid, instance.Id, world.NodesById);
            ActionLog.Finish(world, migration.Action!, steps.Inner, NoValidHost);
            ActionLog.Finish(world, migration.Action!, steps.Outer, NoValidHost);
            Fail(migration, NoValidHost);
            return;
        }
        world.Allocations.Claim(instance.Id, found.Node, instance.Flavor.Request, instance.ProjectId, instance.UserId);
        ActionLog.Finish(world, migration.Action!, steps.Inner);
        ActionLog.Finish(world, migration.Action!, steps.Outer);
        ActionLog.Note(world, migration.Action!, "compute_prep_resize", found.Host.Name);
        migration.DestCompute = found.Host.Name;
        migration.DestNode = found.Node.Name;
        migration.DestHost = "192.168.0.1";
        world.Touch(instance);
        world.Later(migration, world.Timings.ColdStep, () =>
        {
            instance.TaskState = "resize_migrating";
            world.Set(migration, "migrating");
            world.Touch(instance);
            if (InstanceModes.Of(instance) == InstanceModes.FailCold)
                world.Later(migration, TimeSpan.Zero, () => RollBack(migration));
            else
                world.Later(migration, Durations.Cold(world, instance), () => Cross(migration));
        });
    }

    private void Cross(Migration migration)
    {
        var instance = migration.Instance;
        ActionLog.Note(world, migration.Action!, "compute_resize_instance", migration.SourceCompute);
        instance.TaskState = "resize_migrated";
        instance.PowerState = PowerStates.Shutdown;
        world.Place(instance, world.FindHost(migration.DestCompute), world.NodesById.Values.First(n => n.Name == migration.DestNode));
        world.Set(migration, "post-migrating");
        world.Later(migration, world.Timings.ColdStep, () => Finish(migration));
    }

    private void Finish(Migration migration)
    {
        var instance = migration.Instance;
        if ((InstanceModes.Of(instance) == InstanceModes.FailFinish ? "lab: failfinish" : VolumeKeys.Refusal(world, migration)) is { } broken)
        {
            var reason = $"Resize error: {broken}";
            ActionLog.Note(world, migration.Action!, "compute_finish_resize", migration.DestCompute, reason);
            instance.VmState = VmStates.Error;
            Fail(migration, reason);
            return;
        }
        ActionLog.Note(world, migration.Action!, "compute_finish_resize", migration.DestCompute);
        world.Set(migration, "finished");
        instance.VmState = VmStates.Resized;
        instance.TaskState = null;
        instance.PowerState = instance.OldVmState == VmStates.Stopped ? PowerStates.Shutdown : PowerStates.Running;
        instance.LaunchedAt = world.Now;
        world.Touch(instance);
    }

    private void RollBack(Migration migration)
    {
        var instance = migration.Instance;
        migration.Turn++;
        world.Allocations.Free(instance.Id, world.NodesById);
        world.Allocations.Rename(migration.Uuid, instance.Id, world.NodesById);
        ActionLog.Note(world, migration.Action!, "compute_resize_instance", migration.SourceCompute, "Resize error: lab: failcold");
        Fail(migration, "Resize error: lab: failcold");
    }

    private void Fail(Migration migration, string reason)
    {
        migration.Instance.TaskState = null;
        migration.Instance.FaultMessage = reason;
        migration.Instance.FaultAt = world.Now;
        world.Touch(migration.Instance);
        world.Set(migration, "error");
    }
}

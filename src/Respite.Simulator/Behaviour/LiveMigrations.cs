using Respite.Simulator.Faults;
using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>
/// A live migration's life: accepted (the conductor looks for a host and checks it), queued (the source runs so many at once),
/// preparing, running, completed; or failed, error, cancelled.
/// </summary>
internal sealed class LiveMigrations(World world, Scheduler scheduler)
{
    private readonly DestinationSearch _search = new(world, scheduler);

    /// <summary>What follows the 202. The record itself comes a moment later.</summary>
    public void Begin(Instance instance, string? named, bool force, Caller caller, string requestId)
    {
        instance.TaskState = "migrating";
        instance.Progress = 0;
        world.Touch(instance);
        var action = ActionLog.Begin(world, instance, "live-migration", caller, requestId);
        world.Agenda.After(world.Timings.Record, () =>
        {
            if (instance.TaskState != "migrating")
                return;
            var step = ActionLog.Start(world, action, "conductor_live_migrate_instance", "conductor");
            var migration = world.AddMigration(instance, "live-migration", "accepted", caller.UserId, caller.ProjectId);
            migration.SourceNode = null;
            migration.DestCompute = force ? named : null;
            migration.Action = action;
            world.Later(migration, world.Timings.Schedule, () => _search.Find(migration, step, named, force, [migration.SourceCompute], () => Queue(migration)));
        });
    }

    /// <summary>Ends one that has no end by itself, or earlier than it would.</summary>
    public void ForceComplete(Migration migration) => ChangeCourse(migration, () => Arrive(migration));

    public void Abort(Migration migration)
    {
        if (migration.Status == "queued")
            Cancel(migration);
        else
            ChangeCourse(migration, () => Cancel(migration));
    }

    /// <summary>The host is lost to it: a lost destination fails it, a lost source leaves it where it is.</summary>
    public void HostLost(Migration migration, Host host)
    {
        if (migration.DestCompute == host.Name && migration.SourceCompute != host.Name)
            RollBack(migration, "failed");
        else
            migration.Turn++;
    }

    /// <summary>A source that comes back gives up the migrations it was in; what they had allocated stays allocated.</summary>
    public void SourceReturned(Migration migration)
    {
        var instance = migration.Instance;
        if (instance.TaskState == "migrating")
            instance.TaskState = null;
        world.Touch(instance);
        End(migration, "error");
    }

    /// <summary>Its instance was deleted: the next in the source's queue may begin.</summary>
    public void InstanceGone(Migration migration) => End(migration, "error");

    private void Queue(Migration migration)
    {
        var source = world.FindHost(migration.SourceCompute)!;
        world.Set(migration, "queued");
        source.LiveMigrationQueue.Enqueue(migration);
        StartNext(source);
    }

    private void StartNext(Host source)
    {
        while (source.Alive && source.LiveMigrationsRunning < world.Options.MaxConcurrentLiveMigrations && source.LiveMigrationQueue.TryDequeue(out var migration))
        {
            if (migration.Status != "queued")
                continue;
            source.LiveMigrationsRunning++;
            migration.SlotHeldOn = source.Name;
            world.Later(migration, world.Timings.Prepare / 4, () => Prepare(migration));
        }
    }

    private void Prepare(Migration migration)
    {
        world.Set(migration, "preparing");
        ActionLog.Note(world, migration.Action!, "compute_live_migration", migration.SourceCompute);
        world.Later(migration, world.Timings.Prepare, () =>
        {
            var destination = world.FindHost(migration.DestCompute)!;
            var broken = !destination.Alive ? "MessagingTimeout"
                : InstanceModes.Of(migration.Instance) == InstanceModes.FailPre ? "LabLiveMigrationError"
                : scheduler.LateGroupViolation(migration.Instance, destination) ?? VolumeKeys.Refusal(world, migration);
            ActionLog.Note(world, migration.Action!, "compute_pre_live_migration", destination.Name, broken);
            if (broken is null)
            {
                Run(migration);
                return;
            }
            // It shows error for a moment, its server still migrating, before the rollback calls it failed.
            world.Set(migration, "error");
            world.Later(migration, world.Timings.Post, () => RollBack(migration, "failed"));
        });
    }

    private void Run(Migration migration)
    {
        var mode = world.FindHost(migration.DestCompute)!.Faults.FailsIncoming ? InstanceModes.FailMig : InstanceModes.Of(migration.Instance);
        var takes = Durations.Live(world, migration.Instance);
        migration.RunningSince = world.Now;
        migration.RunningFor = world.Agenda.Scale(takes);
        migration.ProgressCap = mode == InstanceModes.StuckMig ? 0.9 : 1.0;
        world.Flowing.Add(migration);
        world.Set(migration, "running");
        switch (mode)
        {
            case InstanceModes.StuckMig:
                break;
            case InstanceModes.FailMig:
                world.Later(migration, takes / 2, () => RollBack(migration, "failed"));
                break;
            case InstanceModes.ErrMig:
                world.Later(migration, takes / 2, () => Break(migration));
                break;
            default:
                world.Later(migration, takes, () => Arrive(migration));
                break;
        }
    }

    private void Arrive(Migration migration)
    {
        var instance = migration.Instance;
        var destination = world.FindHost(migration.DestCompute)!;
        Progress.Freeze(world, migration, 1.0);
        if (world.Faults.TakesStaleHost(instance))
        {
            instance.GuestHost = destination.Name;
        }
        else
        {
            world.Place(instance, destination, world.NodesById.Values.First(n => n.Name == migration.DestNode));
        }
        instance.TaskState = null;
        instance.Progress = 0;
        world.Touch(instance);
        ActionLog.Note(world, migration.Action!, "compute_post_live_migration_at_destination", destination.Name);
        // The server is ACTIVE on its new host before its migration has ended.
        world.Later(migration, Durations.Settling(world, instance), () =>
        {
            world.Allocations.Free(migration.Uuid, world.NodesById);
            End(migration, "completed");
        });
    }

    private void Cancel(Migration migration) => RollBack(migration, "cancelled");

    private void RollBack(Migration migration, string status)
    {
        world.Allocations.Free(migration.Instance.Id, world.NodesById);
        world.Allocations.Rename(migration.Uuid, migration.Instance.Id, world.NodesById);
        migration.Instance.TaskState = null;
        migration.Instance.Progress = 0;
        world.Touch(migration.Instance);
        End(migration, status);
    }

    // Broken in the middle: nothing is given back, as measured. The server's own allocation stays on the destination, the
    // migration's on the source.
    private void Break(Migration migration)
    {
        migration.Instance.TaskState = null;
        migration.Instance.VmState = VmStates.Error;
        migration.Instance.FaultMessage = "LabLiveMigrationError";
        migration.Instance.FaultAt = world.Now;
        world.Touch(migration.Instance);
        End(migration, "error");
    }

    private void ChangeCourse(Migration migration, Action then)
    {
        migration.Turn++;
        world.Later(migration, world.Timings.Power, then);
    }

    private void End(Migration migration, string status)
    {
        migration.Turn++;
        Progress.Freeze(world, migration, null);
        world.Set(migration, status);
        if (migration.SlotHeldOn is not { } slot)
            return;
        migration.SlotHeldOn = null;
        var source = world.FindHost(slot)!;
        source.LiveMigrationsRunning--;
        StartNext(source);
    }
}

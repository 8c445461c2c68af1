using Respite.Simulator.Model;

namespace Respite.Simulator.Behaviour;

/// <summary>One of the actions that only change a server's state on its host.</summary>
/// <param name="Word">As Nova names it in a refusal: Cannot 'stop' instance.</param>
/// <param name="From">vm_states that it may start from.</param>
/// <param name="Task">task_state while it goes on.</param>
/// <param name="To">vm_state after.</param>
internal sealed record PowerAction(string Word, string[] From, string Task, string To, int Power, string Event);

/// <summary>Stop, start, pause and their like.</summary>
internal sealed class PowerActions(World world)
{
    /// <summary>By the action's key in the request's body.</summary>
    public static readonly IReadOnlyDictionary<string, PowerAction> Known = new Dictionary<string, PowerAction>
    {
        ["os-stop"] = new("stop", [VmStates.Active, VmStates.Error], "powering-off", VmStates.Stopped, PowerStates.Shutdown, "compute_stop_instance"),
        ["os-start"] = new("start", [VmStates.Stopped], "powering-on", VmStates.Active, PowerStates.Running, "compute_start_instance"),
        ["pause"] = new("pause", [VmStates.Active], "pausing", VmStates.Paused, PowerStates.Paused, "compute_pause_instance"),
        ["unpause"] = new("unpause", [VmStates.Paused], "unpausing", VmStates.Active, PowerStates.Running, "compute_unpause_instance"),
        ["suspend"] = new("suspend", [VmStates.Active], "suspending", VmStates.Suspended, PowerStates.Shutdown, "compute_suspend_instance"),
        ["resume"] = new("resume", [VmStates.Suspended], "resuming", VmStates.Active, PowerStates.Running, "compute_resume_instance"),
        ["rescue"] = new("rescue", [VmStates.Active, VmStates.Stopped, VmStates.Error], "rescuing", VmStates.Rescued, PowerStates.Running, "compute_rescue_instance"),
        ["unrescue"] = new("unrescue", [VmStates.Rescued], "unrescuing", VmStates.Active, PowerStates.Running, "compute_unrescue_instance"),
        ["reboot"] = new("reboot", [VmStates.Active, VmStates.Stopped, VmStates.Error], "rebooting", VmStates.Active, PowerStates.Running, "compute_reboot_instance"),
    };

    public void Begin(Instance instance, PowerAction what, Caller caller, string requestId)
    {
        var action = ActionLog.Begin(world, instance, what.Word, caller, requestId);
        instance.TaskState = what.Task;
        world.Touch(instance);
        if (world.FindHost(instance.Host) is { Alive: false })
            return;
        var step = ActionLog.Start(world, action, what.Event, instance.Host);
        world.Agenda.After(world.Timings.Power, () =>
        {
            if (instance.TaskState != what.Task)
                return;
            instance.TaskState = null;
            instance.VmState = what.To;
            instance.PowerState = what.Power;
            world.Touch(instance);
            ActionLog.Finish(world, action, step);
        });
    }
}

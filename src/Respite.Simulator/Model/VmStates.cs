namespace Respite.Simulator.Model;

/// <summary>Nova's words for <c>OS-EXT-STS:vm_state</c>.</summary>
public static class VmStates
{
    public const string Active = "active";
    public const string Building = "building";
    public const string Paused = "paused";
    public const string Suspended = "suspended";
    public const string Stopped = "stopped";
    public const string Rescued = "rescued";
    public const string Resized = "resized";
    public const string SoftDeleted = "soft-delete";
    public const string Deleted = "deleted";
    public const string Error = "error";
    public const string Shelved = "shelved";
    public const string Offloaded = "shelved_offloaded";

    /// <summary>The <c>status</c> that Nova shows for a vm_state and task_state (nova/api/openstack/common.py).</summary>
    public static string Status(string vmState, string? taskState) => (vmState, taskState) switch
    {
        (Active or Paused, "migrating") => "MIGRATING",
        (Active, "rebooting") => "REBOOT",
        (Active or Stopped or Error, "rebuilding" or "rebuild_spawning") => "REBUILD",
        (Active or Stopped, "resize_prep" or "resize_migrating" or "resize_migrated" or "resize_finish") => "RESIZE",
        (Resized, "resize_reverting") => "REVERT_RESIZE",
        (Active, _) => "ACTIVE",
        (Building, _) => "BUILD",
        (Paused, _) => "PAUSED",
        (Suspended, _) => "SUSPENDED",
        (Stopped, _) => "SHUTOFF",
        (Rescued, _) => "RESCUE",
        (Resized, _) => "VERIFY_RESIZE",
        (SoftDeleted, _) => "SOFT_DELETED",
        (Deleted, _) => "DELETED",
        (Shelved, _) => "SHELVED",
        (Offloaded, _) => "SHELVED_OFFLOADED",
        (Error, _) => "ERROR",
        _ => "UNKNOWN",
    };
}

/// <summary>Nova's numbers for <c>OS-EXT-STS:power_state</c>.</summary>
public static class PowerStates
{
    public const int None = 0;
    public const int Running = 1;
    public const int Paused = 3;
    public const int Shutdown = 4;
    public const int Crashed = 6;
    public const int Suspended = 7;
}

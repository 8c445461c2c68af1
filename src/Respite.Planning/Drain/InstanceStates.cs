using Respite.Planning.Model;
using Respite.Planning.Movability;
using Respite.Planning.Words;

namespace Respite.Planning.Drain;

/// <summary>
/// The table of instance states (docs/planning.md). Total: every status that Nova shows (nova/api/openstack/common.py, _STATE_MAP), and
/// any other. The plan asks it beforehand and the drain again before each step.
/// </summary>
public static class InstanceStates
{
    private static readonly HashSet<string> Running = new(StringComparer.Ordinal)
    {
        "ACTIVE", "PAUSED", "BUILD", "REBOOT", "HARD_REBOOT", "PASSWORD", "MIGRATING",
    };

    public static StateDecision Decide(InstanceSnapshot instance, DrainPolicy policy)
    {
        if (instance.Status == "DELETED")
            return Gone("is deleted");
        if (instance.Status == "SHELVED_OFFLOADED")
            return Gone("is shelved and offloaded: it has no host");
        if (policy.Accept.Contains(instance.Id, StringComparer.OrdinalIgnoreCase) || policy.Accept.Contains(instance.Name, StringComparer.Ordinal))
            return Leave("the operator leaves it on the host");
        if (policy.Instances == InstanceScope.None)
            return Leave("the policy moves no instances");
        var running = Running.Contains(instance.Status);
        if (policy.Instances == InstanceScope.Active && !running)
            return Leave($"the policy moves only what runs, and it is {instance.Status}");
        if (!ScopeFilter.Matches(instance, policy.Only))
            return Leave("the policy moves only some instances (only), and it is none of them");
        if (instance.ResizeSourceOnly)
            return ResizeSource(instance, policy);
        var spoken = InstanceWords.Of(instance, policy);
        if (spoken.Word == Word.Skip)
            return Leave($"{spoken.Sentence}: it stays on the host");
        if (UnderWay(instance) is { } underWay)
            return underWay;
        if (instance.TaskState is { } task)
            return Wait(task is "deleting" or "soft-deleting" ? MoveKind.Leave : Expected(instance.Status, policy), $"is in the middle of a task ({task}): wait until it is idle");
        var decision = Idle(instance, policy, spoken);
        return spoken.Word == Word.Ask && decision.Verdict == StateVerdict.Move
            ? Person($"{spoken.Sentence}: agree with its owner, then take the word back or say another, or leave it")
            : Asked(decision, instance, policy) with { Notify = spoken.Word == Word.Notify };
    }

    private static StateDecision Idle(InstanceSnapshot instance, DrainPolicy policy, Spoken spoken) => instance.Status switch
    {
        "ACTIVE" when !GuestRuns(instance) => Wait(MoveKind.LiveMigrate,
            $"is ACTIVE, but its guest does not run (power state {instance.PowerState}): Nova would refuse it, and corrects the state at its next sync"),
        "PAUSED" when !GuestRuns(instance) => Wait(MoveKind.LiveMigrate,
            $"is PAUSED, but its guest is not there (power state {instance.PowerState}): Nova would refuse it, and corrects the state at its next sync"),
        "ACTIVE" or "PAUSED" => RunningInstance.Decide(instance, policy, spoken),
        "SHUTOFF" when spoken.Word == Word.Stop => Leave($"{spoken.Sentence}: it is off, and stays on the host"),
        "SHUTOFF" => ShutOff(instance, policy),
        "SHELVED" => Move(MoveKind.Offload, "is shelved: offloading it gives the host back"),
        "VERIFY_RESIZE" => policy.VerifyResize == VerifyResizeChoice.Confirm
            ? Move(MoveKind.ConfirmResize, "has an unconfirmed resize: it is confirmed, then moved as its state says")
            : Person("it has an unconfirmed resize; its owner confirms or reverts it, or the policy says verify_resize: confirm"),
        "SUSPENDED" => ByPolicy(policy.Suspended, "suspended", "it is SUSPENDED, which Nova cannot migrate; resume it (then it is live-migrated), or leave it"),
        "RESCUE" => ByPolicy(policy.Rescued, "rescued", "it is in RESCUE, which Nova cannot migrate; unrescue it, or leave it"),
        "ERROR" => ByPolicy(policy.Error, "error", "it is in ERROR, which Nova cannot migrate; see its fault and reset its state or rebuild it, or leave it"),
        "SOFT_DELETED" => ByPolicy(policy.SoftDeleted, "soft_deleted", "it is SOFT_DELETED, which Nova cannot migrate; force-delete or restore it, or leave it"),
        "BUILD" => Wait(MoveKind.LiveMigrate, "is being built: wait until it has landed, then move it"),
        "REBOOT" or "HARD_REBOOT" or "PASSWORD" or "REBUILD" => Wait(Expected(instance.Status, policy), $"is in {instance.Status}: wait until it is idle"),
        _ => Person($"its status is {instance.Status}, for which no move is known"),
    };

    private static StateDecision ShutOff(InstanceSnapshot instance, DrainPolicy policy)
    {
        var mobility = HindranceRules.Of(instance, policy);
        if (mobility.ForbidsCold is { } why)
            return policy.Unmovable == UnmovableChoice.Leave ? Leave($"{why}; the policy says unmovable: leave") : Person($"it {why}");
        return Move(MoveKind.ColdMigrate, "is shut off: it is cold-migrated, confirmed, and stays off") with { Estimate = mobility.Estimate };
    }

    /// <summary>It is on another host already; only the source of its resize is the drained host.</summary>
    private static StateDecision ResizeSource(InstanceSnapshot instance, DrainPolicy policy) => instance.Status switch
    {
        "REVERT_RESIZE" => Wait(MoveKind.LiveMigrate, "comes back, its resize is being reverted: wait, then move it as its state says"),
        "RESIZE" => new(StateVerdict.UnderWay, MoveKind.ConfirmResize, "is being resized or cold-migrated away: wait until it has arrived"),
        "VERIFY_RESIZE" when instance.TaskState is { } task => Wait(MoveKind.ConfirmResize, $"is in the middle of a task ({task}): wait until it is idle"),
        "VERIFY_RESIZE" when policy.VerifyResize == VerifyResizeChoice.Confirm => Asked(Move(MoveKind.ConfirmResize,
            "is on another host, but its resize from here is unconfirmed and holds resources: it is confirmed"), instance, policy),
        "VERIFY_RESIZE" => Person("it is on another host, but its resize from here is unconfirmed, which takes this host to be up; its owner confirms it, or the policy says verify_resize: confirm"),
        "ERROR" => ByPolicy(policy.Error, "error", "it is in ERROR with an unfinished resize whose source is this host; see its fault"),
        _ => Gone("is on another host, and its resize from here is no longer open"),
    };

    private static StateDecision? UnderWay(InstanceSnapshot instance) => (instance.Status, instance.TaskState) switch
    {
        ("MIGRATING", _) or (_, "migrating") => new(StateVerdict.UnderWay, MoveKind.LiveMigrate, "is migrating already: that migration is watched, not fought"),
        ("RESIZE", _) or (_, "resize_prep" or "resize_migrating" or "resize_migrated" or "resize_finish") =>
            new(StateVerdict.UnderWay, MoveKind.ColdMigrate, "is being resized or cold-migrated already: wait until it has arrived"),
        ("REVERT_RESIZE", _) or (_, "resize_reverting") =>
            new(StateVerdict.UnderWay, MoveKind.Leave, "goes back to where its resize came from: wait until it has left"),
        _ => null,
    };

    /// <summary>Conductor refuses a live migration unless the power state is RUNNING or PAUSED (conductor/tasks/live_migrate.py).</summary>
    private static bool GuestRuns(InstanceSnapshot instance) => instance.PowerState is null or 1 or 3;

    private static MoveKind Expected(string status, DrainPolicy policy) => status switch
    {
        "ACTIVE" or "PAUSED" or "BUILD" or "REBOOT" or "HARD_REBOOT" or "PASSWORD" or "REBUILD" => MoveKind.LiveMigrate,
        "SHUTOFF" => MoveKind.ColdMigrate,
        "SHELVED" => MoveKind.Offload,
        "VERIFY_RESIZE" when policy.VerifyResize == VerifyResizeChoice.Confirm => MoveKind.ConfirmResize,
        _ => MoveKind.Leave,
    };

    private static StateDecision Asked(StateDecision decision, InstanceSnapshot instance, DrainPolicy policy) =>
        !instance.Locked || decision.Verdict != StateVerdict.Move ? decision
        : policy.Locked == LockedChoice.Ask ? Person("it is locked; unlock it, or the policy says locked: move")
        : decision with { Reason = decision.Reason + " (locked, which does not stop an admin)" };

    private static StateDecision ByPolicy(StateChoice choice, string key, string question) =>
        choice == StateChoice.Leave ? Leave($"the policy says {key}: leave") : Person(question);

    private static StateDecision Move(MoveKind kind, string reason) => new(StateVerdict.Move, kind, reason);

    private static StateDecision Wait(MoveKind expected, string reason) => new(StateVerdict.Wait, expected, reason);

    private static StateDecision Leave(string reason) => new(StateVerdict.Leave, MoveKind.Leave, reason);

    private static StateDecision Gone(string reason) => new(StateVerdict.Gone, MoveKind.Leave, reason);

    private static StateDecision Person(string reason) => new(StateVerdict.NeedsPerson, MoveKind.Leave, "needs a person: " + reason);
}

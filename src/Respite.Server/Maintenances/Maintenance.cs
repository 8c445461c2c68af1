using Respite.Planning.Model;
using Respite.Server.Plans;

namespace Respite.Server.Maintenances;

/// <summary>
/// The durable record of one host's way out of service and back. Nova is the truth about the cloud;
/// this is what was wanted, by whom, and how far it has come.
/// </summary>
public sealed record Maintenance
{
    public required string Id { get; init; }

    /// <summary>Nova's name of the compute host.</summary>
    public required string Host { get; init; }

    public MaintenanceState State { get; init; }

    /// <summary>The operator's words: why the host is taken out.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What is going on, or what is waited for, in words.</summary>
    public string StateReason { get; init; } = "";

    /// <summary>As it was when the maintenance began, whatever becomes of the name.</summary>
    public required DrainPolicy Policy { get; init; }

    /// <summary>By which name it was chosen; null: none.</summary>
    public string? PolicyName { get; init; }

    /// <summary>Hosts drained together with this one: never a destination of its instances.</summary>
    public IReadOnlyList<string> DrainedWith { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the present state began.</summary>
    public DateTimeOffset StateSince { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When the drain last saw the cloud; null before its first look. After a gap, no move is judged by what could not be seen.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    /// <summary>What the disabled service says, where somebody knows the host by that; null: Respite's own words. Then Nova's enable hands the host back.</summary>
    public string? CordonReason { get; init; }

    /// <summary>Of the change, in the operator's own system.</summary>
    public string? Ticket { get; init; }

    /// <summary>The operator's own keys and values.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>It does not begin earlier. Null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>If it has not begun by then it does not begin; if it has, it starts no more moves from then on. Null: whenever.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>How the service was found; what <c>return</c> and <c>cancel</c> restore. Null until the plan is accepted.</summary>
    public OriginalService? Original { get; init; }

    /// <summary>How the plan's spare host was found, before it was enabled; null: it has none.</summary>
    public OriginalService? OriginalSpare { get; init; }

    /// <summary>The intent to cordon is on record: the service may be disabled by us from here on.</summary>
    public bool CordonIntended { get; init; }

    /// <summary>What was planned before anything was touched.</summary>
    public DrainPlan? Plan { get; init; }

    /// <summary>The stored plan that it starts; null: one is made.</summary>
    public string? PlanId { get; init; }

    /// <summary>The stored plan itself, until it is found to hold and becomes <see cref="Plan"/>.</summary>
    public StoredPlan? Intended { get; init; }

    /// <summary>The plan was not feasible, or holds no more, and nothing was touched.</summary>
    public bool Refused { get; init; }

    /// <summary>Where <c>resume</c> goes on.</summary>
    public MaintenanceState? ResumeTo { get; init; }

    /// <summary>A cancel that also aborts what runs.</summary>
    public bool AbortRunning { get; init; }

    /// <summary>Consumers of Placement allocations on the host that the operator has accepted as left-overs, besides the policy's instances.</summary>
    public IReadOnlyList<string> AcceptedAllocations { get; init; } = [];

    /// <summary>When the canary was sent for, in a return whose policy wants one; null before.</summary>
    public DateTimeOffset? CanarySince { get; init; }

    /// <summary>The root of its trace, as W3C's <c>traceparent</c>; null: nobody traced when it began.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What went wrong on the way without stopping it, such as an address that changed.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Moves to <paramref name="next"/> by the table and says why.</summary>
    public Maintenance To(MaintenanceState next, string why, DateTimeOffset now)
    {
        MaintenanceTransitions.Check(State, next);
        return this with
        {
            State = next,
            StateReason = why,
            StateSince = next == State ? StateSince : now,
            FinishedAt = next.IsFinal() ? now : null,
        };
    }
}

/// <summary>A compute service as it was found before the cordon.</summary>
public sealed record OriginalService(bool Enabled, string? DisabledReason);

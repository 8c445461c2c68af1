using Respite.Planning.Model;
using Respite.Planning.Schedule;

namespace Respite.Planning.Drain;

/// <summary>What a plan takes into account beyond the cloud itself.</summary>
public sealed record PlanOptions
{
    /// <summary>Same input and seed, same plan.</summary>
    public int Seed { get; init; }

    /// <summary>Instance id -> hosts that it must not be sent to again (they refused it or failed).</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> ExcludedDestinations { get; init; } =
        new Dictionary<string, IReadOnlySet<string>>();

    /// <summary>Host -> what is promised there to other open moves and not yet in its use.</summary>
    public IReadOnlyDictionary<string, ResourceVector> ReservedResources { get; init; } = new Dictionary<string, ResourceVector>();

    /// <summary>Instance id -> where another open move takes it: it counts as a member of its groups there, too.</summary>
    public IReadOnlyDictionary<string, string> PromisedDestinations { get; init; } = new Dictionary<string, string>();

    /// <summary>Hosts that are drained or in a rollout at the same time: never a destination.</summary>
    public IReadOnlySet<string> OtherDrainingHosts { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether to look for what would make room where not everything fits. The few that come late to a drain only wait for some.</summary>
    public bool SeekRoom { get; init; } = true;

    /// <summary>Whether an unused host may be enabled for it. Set to false for the few that come late to a drain.</summary>
    public bool UseSpares { get; init; } = true;

    /// <summary>How long moves last on this cloud.</summary>
    public MoveDurations Durations { get; init; } = MoveDurations.Unknown;
}

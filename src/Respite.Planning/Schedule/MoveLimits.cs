using Respite.Planning.Model;

namespace Respite.Planning.Schedule;

/// <summary>How many moves may be under way at once. Null: as many as want to.</summary>
public sealed record MoveLimits
{
    public int? PerCloud { get; init; }

    public int? PerSource { get; init; }

    public int? PerDestination { get; init; }

    public int? PerZone { get; init; }

    public int? PerProject { get; init; }

    /// <summary>Nova's own <c>max_concurrent_live_migrations</c>, which the API does not tell.</summary>
    public int? LivePerSource { get; init; }

    public static MoveLimits Of(DrainPolicy policy) => new()
    {
        PerCloud = policy.MaxMovesPerCloud,
        PerSource = policy.MaxMovesPerSource,
        PerDestination = policy.MaxMovesPerDestination,
        PerZone = policy.MaxMovesPerZone,
        PerProject = policy.MaxMovesPerProject,
    };
}

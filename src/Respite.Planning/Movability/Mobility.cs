namespace Respite.Planning.Movability;

/// <summary>How an instance can be moved, by all that hinders it.</summary>
public sealed record Mobility(IReadOnlyList<Hindrance> Hindrances)
{
    public static Mobility Free { get; } = new([]);

    /// <summary>Why it cannot be live-migrated; null if it can.</summary>
    public string? ForbidsLive => Words(h => h.Live == Hinders.Forbids ? h.Why : null);

    /// <summary>Why its guest notices a live migration; null if it does not.</summary>
    public string? Interrupts => Words(h => h.Live == Hinders.Interrupts ? h.Why : null);

    /// <summary>Why it cannot be cold-migrated; null if it can.</summary>
    public string? ForbidsCold => Words(h => h.ForbidsCold ? h.Why : null);

    /// <summary>What of a destination only Nova can check, so that the plan's is an estimate; null if it is none.</summary>
    public string? Estimate => Words(h => h.Estimate);

    private string? Words(Func<Hindrance, string?> what)
    {
        var reasons = Hindrances.Select(what).OfType<string>().ToList();
        return reasons.Count == 0 ? null : string.Join("; it ", reasons);
    }
}

using Respite.Planning.Model;

namespace Respite.Planning.Movability;

/// <summary>How far something keeps an instance that runs from being live-migrated. Ascending.</summary>
public enum Hinders
{
    /// <summary>It can be, and the guest does not notice.</summary>
    Not,

    /// <summary>It can be, but the guest notices.</summary>
    Interrupts,

    /// <summary>Nova refuses it, or it cannot succeed.</summary>
    Forbids,
}

/// <summary>Something about an instance that makes moving it harder.</summary>
/// <param name="ForbidsCold">A cold migration is refused as well, or cannot succeed.</param>
/// <param name="Why">What it has and what that means for a live migration, to follow "it" in a sentence.</param>
/// <param name="Estimate">What of its destination only Nova can check, live or cold; null if nothing.</param>
public sealed record Hindrance(Hinders Live, bool ForbidsCold, string Why, string? Estimate = null);

public delegate Hindrance? HindranceCheck(InstanceSnapshot instance);

/// <summary>One kind of hindrance.</summary>
/// <param name="Mirrors">Nova's own check, or where Nova's documentation says so.</param>
/// <param name="Unless">What of the policy turns it off; null: nothing.</param>
public sealed record HindranceRule(string Name, string Mirrors, HindranceCheck Check, Func<DrainPolicy, bool>? Unless = null);

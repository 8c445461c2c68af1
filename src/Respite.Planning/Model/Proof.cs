namespace Respite.Planning.Model;

/// <summary>How much a plan's answer is worth.</summary>
public enum Proof
{
    /// <summary>Everything that is to move has a place.</summary>
    Placed,
    /// <summary>Not everything can have a place: a count shows it, or every way was tried.</summary>
    Impossible,
    /// <summary>No place was found for everything within the limit of the search; there may be one.</summary>
    NotFoundWithinLimit,
}

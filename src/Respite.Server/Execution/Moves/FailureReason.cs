using Respite.Server.Inventory;

namespace Respite.Server.Execution.Moves;

/// <summary>Says in words why an attempt ended badly, and whether another destination may do better.</summary>
/// <remarks>
/// The migration carries no reason; the instance action's events do, unless the migration was rolled back
/// (<c>failed</c>) or aborted (<c>cancelled</c>): then every event says Success (measured on Nova 26.2).
/// </remarks>
internal static class FailureReason
{
    private static readonly (string Mark, string Sentence)[] Known =
    [
        ("No valid host was found", "Nova's scheduler refused {0}: no valid host"),
        ("Unacceptable CPU info", "the CPU of {0} is incompatible"),
        ("hypervisor version too old", "the hypervisor of {0} is older than the source's"),
        ("older version than", "the hypervisor of {0} is older than the source's"),
        ("not enough capacity", "{0} has no room"),
        ("Migration pre-check error", "{0} refused it at the pre-check"),
        ("is unavailable at this time", "the compute service of {0} is unavailable"),
        ("group policy was violated", "its server group forbids {0}"),
        ("timed out", "{0} did not answer in time"),
    ];

    /// <param name="details">The messages and details of the instance action's events; empty if nothing is known.</param>
    /// <param name="hasEncryptedVolumes">The most likely reason of one that was rolled back.</param>
    public static AttemptFailure Explain(MigrationView? migration, string? destination, IReadOnlyList<string> details, bool hasEncryptedVolumes = false)
    {
        var failure = ByDetails(migration, destination, details);
        return hasEncryptedVolumes && migration?.Status == "failed"
            ? failure with { Sentence = $"{failure.Sentence}; it has an encrypted volume, whose key Nova may not be allowed to read (its owner can shelve and unshelve it)" }
            : failure;
    }

    private static AttemptFailure ByDetails(MigrationView? migration, string? destination, IReadOnlyList<string> details)
    {
        var to = destination ?? migration?.DestinationHost ?? "every host";
        if (migration?.Status == "cancelled")
            return new($"the migration to {to} was aborted", true, true);
        foreach (var (mark, sentence) in Known)
        {
            if (details.FirstOrDefault(d => d.Contains(mark, StringComparison.OrdinalIgnoreCase)) is { } said)
                return new($"{string.Format(null, sentence, to)} ({OneLine(said)})", true, true);
        }
        if (details.Count > 0)
            return new($"the migration to {to} failed: {OneLine(details[^1])}", true, true);
        return migration?.Status == "failed"
            ? new($"the migration to {to} failed and was rolled back; the instance is unharmed on its source", true, true)
            : new($"the migration to {to} ended as {migration?.Status ?? "unknown"} without a reason from Nova", true, true);
    }

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= 200 ? line : line[..200] + "...";
    }
}

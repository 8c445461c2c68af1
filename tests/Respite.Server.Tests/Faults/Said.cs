using Respite.Planning.Model;
using Respite.Simulator.Model;

namespace Respite.Server.Tests.Faults;

/// <summary>What counts of an instance's words, and what hinders it, read from the cloud's own truth.</summary>
internal static class Said
{
    public static Word? ByOwner(Instance instance, DrainPolicy policy) =>
        Enum.TryParse<Word>(instance.Metadata.GetValueOrDefault("respite:policy"), ignoreCase: true, out var word)
        && word is not (Word.Priority or Word.NotWith) && policy.OwnerWords.Contains(word) ? word : null;

    /// <summary>A cold migration would leave it in ERROR, for all that the policy says.</summary>
    public static bool BreaksCold(Instance instance, DrainPolicy policy) => !policy.VolumeKeysReadable && instance.Volumes.Any(v => v.Encrypted);

    /// <summary>While it runs it cannot be live-migrated, or not unnoticed.</summary>
    public static bool IsHindered(Instance instance) =>
        instance.Flavor.ExtraSpecs.ContainsKey("hw:mem_encryption") || instance.Addresses.Any(a => a.VnicType == "direct");
}

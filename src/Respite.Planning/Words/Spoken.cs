using Respite.Planning.Model;

namespace Respite.Planning.Words;

/// <summary>Who says it. In the order in which they are heard.</summary>
public enum Speaker
{
    Operator,
    Owner,
    Flavor,
    Project,
}

/// <summary>What has been said of an instance and counts under a policy.</summary>
/// <param name="Word">Live, cold, stop, notify, skip or ask; null when nobody has said any.</param>
/// <param name="By">Who says <paramref name="Word"/>.</param>
/// <param name="Priority">Higher ones move earlier; 0 unless said.</param>
/// <param name="NotWith">Names, ids and labels with which it must not share a destination.</param>
/// <param name="Warnings">What was said and does not count, each naming the instance and the value.</param>
public sealed record Spoken(Word? Word, Speaker By, int Priority, IReadOnlyList<string> NotWith, IReadOnlyList<string> Warnings)
{
    public static Spoken Nothing { get; } = new(null, Speaker.Operator, 0, [], []);

    /// <summary>The word with its speaker, to begin a sentence.</summary>
    public string Sentence => By switch
    {
        Speaker.Operator => $"the operator says {Said} for it",
        Speaker.Owner => $"its owner says {Said} ({InstanceWords.PolicyKey})",
        Speaker.Flavor => $"its flavor says {Said} ({InstanceWords.PolicyKey})",
        _ => $"the policy says {Said} for its project",
    };

    private string Said => Word.ToString()!.ToLowerInvariant();
}

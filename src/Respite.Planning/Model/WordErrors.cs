namespace Respite.Planning.Model;

/// <summary>What is wrong with what a policy says of instances.</summary>
internal static class WordErrors
{
    private const string AllowDowntime = "say allow_downtime: true, or another word";

    public static IEnumerable<PolicyError> Of(DrainPolicy policy)
    {
        foreach (var word in policy.OwnerWords.Where(word => !Enum.IsDefined(word)))
            yield return new("owner_words", $"{word} is not a word", $"say some of {string.Join(", ", Enum.GetNames<Word>())}");
        foreach (var error in Said(policy, policy.Words, "words").Concat(Said(policy, policy.ProjectWords, "project_words")))
            yield return error;
        if (policy is { Unmovable: UnmovableChoice.Cold, AllowDowntime: false })
            yield return new("unmovable", "cold stops the guest", AllowDowntime);
    }

    private static IEnumerable<PolicyError> Said(DrainPolicy policy, IReadOnlyDictionary<string, Word> words, string key)
    {
        foreach (var (name, word) in words)
        {
            if (string.IsNullOrWhiteSpace(name))
                yield return new(key, "contains an empty name", "name each, or take the empty one out");
            if (word is Word.Priority or Word.NotWith || !Enum.IsDefined(word))
                yield return new(key, $"{word} cannot be said of {name}", "say one of live, cold, stop, notify, skip, ask");
            if (word is Word.Cold or Word.Stop && !policy.AllowDowntime)
                yield return new(key, $"{word.ToString().ToLowerInvariant()} stops the guest of {name}", AllowDowntime);
        }
    }
}

namespace Respite.Planning.Model;

/// <summary>What is wrong with what a policy says of instances.</summary>
internal static class WordErrors
{
    public static IEnumerable<string> Of(DrainPolicy policy)
    {
        foreach (var word in policy.OwnerWords.Where(word => !Enum.IsDefined(word)))
            yield return $"owner_words: {word} is not one of {string.Join(", ", Enum.GetNames<Word>())}";
        foreach (var error in Said(policy, policy.Words, "words").Concat(Said(policy, policy.ProjectWords, "project_words")))
            yield return error;
        if (policy is { Unmovable: UnmovableChoice.Cold, AllowDowntime: false })
            yield return "unmovable: cold stops the guest and needs allow_downtime: true";
    }

    private static IEnumerable<string> Said(DrainPolicy policy, IReadOnlyDictionary<string, Word> words, string key)
    {
        foreach (var (name, word) in words)
        {
            if (string.IsNullOrWhiteSpace(name))
                yield return $"{key}: contains an empty name";
            if (word is not (Word.Live or Word.Cold or Word.Skip or Word.Ask))
                yield return $"{key}: {name}: {word} is not one of Live, Cold, Skip, Ask";
            if (word == Word.Cold && !policy.AllowDowntime)
                yield return $"{key}: {name}: cold stops the guest and needs allow_downtime: true";
        }
    }
}

using System.Globalization;
using Respite.Planning.Model;

namespace Respite.Planning.Words;

/// <summary>
/// Whose word counts for an instance (docs/planning.md, Words): the operator's by name, its owner's where the policy lets it count, its
/// flavor's, the policy's for its project. What is no word, or not the speaker's to say, is a warning and is not followed.
/// </summary>
public static class InstanceWords
{
    /// <summary>In metadata, as a tag <c>respite:policy=WORD</c>, and as a flavor's extra spec.</summary>
    public const string PolicyKey = "respite:policy";

    public const string PriorityKey = "respite:priority";

    public const string NotWithKey = "respite:not-with";

    private const string Prefix = "respite:";

    public static Spoken Of(InstanceSnapshot instance, DrainPolicy policy)
    {
        if (NothingIsSaid(instance, policy))
            return Spoken.Nothing;
        var warnings = new List<string>();
        var owner = OwnersWord(instance, policy, warnings);
        var flavor = instance.FlavorExtraSpecs.TryGetValue(PolicyKey, out var said) ? Parse(instance, said, "its flavor's " + PolicyKey, warnings) : null;
        var (word, by) = ByOperator(instance, policy) is { } named ? (named, Speaker.Operator)
            : owner is not null ? (owner, Speaker.Owner)
            : flavor is not null ? (flavor, Speaker.Flavor)
            : policy.ProjectWords.TryGetValue(instance.ProjectId ?? "", out var project) ? (project, Speaker.Project)
            : ((Word?)null, Speaker.Operator);
        return new Spoken(word, by, Priority(instance, policy, warnings), NotWith(instance, policy, warnings), warnings);
    }

    private static bool NothingIsSaid(InstanceSnapshot instance, DrainPolicy policy) =>
        policy.Words.Count == 0 && policy.ProjectWords.Count == 0 && !instance.FlavorExtraSpecs.ContainsKey(PolicyKey)
        && !instance.Metadata.Keys.Any(key => key.StartsWith(Prefix, StringComparison.Ordinal))
        && !instance.Tags.Any(tag => tag.StartsWith(Prefix, StringComparison.Ordinal));

    private static Word? ByOperator(InstanceSnapshot instance, DrainPolicy policy) =>
        policy.Words.TryGetValue(instance.Id, out var word) || policy.Words.TryGetValue(instance.Name, out word) ? word : null;

    private static Word? OwnersWord(InstanceSnapshot instance, DrainPolicy policy, List<string> warnings) =>
        OwnerSays.Value(instance, PolicyKey, warnings) is { } said && Parse(instance, said, PolicyKey, warnings) is { } word
            && Counts(instance, policy, word, said, warnings) ? word : null;

    private static Word? Parse(InstanceSnapshot instance, string said, string where, List<string> warnings)
    {
        Word? word = said.Trim().ToLowerInvariant() switch
        {
            "live" => Word.Live,
            "cold" => Word.Cold,
            "stop" => Word.Stop,
            "notify" => Word.Notify,
            "skip" => Word.Skip,
            "ask" => Word.Ask,
            _ => null,
        };
        if (word is null)
            warnings.Add($"{instance.Name}: {where} says '{said}', which is none of live, cold, stop, notify, skip and ask: it is not followed");
        return word;
    }

    private static bool Counts(InstanceSnapshot instance, DrainPolicy policy, Word word, string said, List<string> warnings)
    {
        if (policy.OwnerWords.Contains(word))
            return true;
        warnings.Add($"{instance.Name}: its owner says '{said}', which the policy's owner_words do not let an owner say: it is not followed");
        return false;
    }

    private static int Priority(InstanceSnapshot instance, DrainPolicy policy, List<string> warnings)
    {
        if (OwnerSays.Value(instance, PriorityKey, warnings) is not { } said || !Counts(instance, policy, Word.Priority, $"{PriorityKey} {said}", warnings))
            return 0;
        if (int.TryParse(said, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority))
            return priority;
        warnings.Add($"{instance.Name}: {PriorityKey} says '{said}', which is no whole number: it is not followed");
        return 0;
    }

    private static IReadOnlyList<string> NotWith(InstanceSnapshot instance, DrainPolicy policy, List<string> warnings)
    {
        if (OwnerSays.Value(instance, NotWithKey, warnings) is not { } said || !Counts(instance, policy, Word.NotWith, $"{NotWithKey} {said}", warnings))
            return [];
        string[] labels = [.. said.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
        if (labels.Length == 0)
            warnings.Add($"{instance.Name}: {NotWithKey} names nothing: it is not followed");
        return labels;
    }
}

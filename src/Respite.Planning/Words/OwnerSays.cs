using Respite.Planning.Model;

namespace Respite.Planning.Words;

/// <summary>
/// What an instance's owner has written on it: metadata <c>KEY: VALUE</c>, or a tag <c>KEY=VALUE</c> (Nova's tags take neither '/' nor ',', and no
/// more than 60 characters). Metadata counts before a tag. Nova does not tell who wrote it: whoever may change the instance is its owner here.
/// </summary>
internal static class OwnerSays
{
    /// <returns>Null: nothing.</returns>
    public static string? Value(InstanceSnapshot instance, string key, List<string> warnings)
    {
        var tags = instance.Tags.Where(tag => tag.StartsWith(key + "=", StringComparison.Ordinal)).Select(tag => tag[(key.Length + 1)..].Trim()).ToList();
        var metadata = instance.Metadata.TryGetValue(key, out var found) ? found.Trim() : null;
        var value = metadata ?? (tags.Count > 0 ? tags.Order(StringComparer.Ordinal).First() : null);
        foreach (var other in tags.Where(tag => !tag.Equals(value, StringComparison.OrdinalIgnoreCase)))
            warnings.Add($"{instance.Name}: {key} is said twice; '{value}' counts, the tag with '{other}' does not");
        return value;
    }
}

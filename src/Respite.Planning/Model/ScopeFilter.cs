using System.IO.Enumeration;

namespace Respite.Planning.Model;

/// <summary>The selectors of <see cref="DrainPolicy.Only"/>.</summary>
internal static class ScopeFilter
{
    private const string Forms = "name:GLOB, project:ID, tag:TAG, metadata:KEY or metadata:KEY=VALUE";

    /// <summary>Whether one of the selectors names it; without selectors, every instance is.</summary>
    public static bool Matches(InstanceSnapshot instance, IReadOnlyList<string> only) => only.Count == 0 || only.Any(selector => Matches(instance, selector));

    /// <summary>What is wrong with a selector; null if nothing is.</summary>
    public static PolicyError? Error(string selector) => Split(selector) is ("name" or "project" or "tag" or "metadata", { Length: > 0 } what) && !what.StartsWith('=')
        ? null
        : new("only", $"'{selector}' is no selector", $"write {Forms}");

    private static bool Matches(InstanceSnapshot instance, string selector) => Split(selector) switch
    {
        ("name", var glob) => FileSystemName.MatchesSimpleExpression(glob, instance.Name, ignoreCase: false),
        ("project", var id) => instance.ProjectId == id,
        ("tag", var tag) => instance.Tags.Contains(tag, StringComparer.Ordinal),
        ("metadata", var pair) => pair.Split('=', 2) is [var key, .. var rest]
            && instance.Metadata.TryGetValue(key, out var value) && (rest.Length == 0 || rest[0] == value),
        _ => false,
    };

    private static (string Kind, string What) Split(string selector) => selector.Split(':', 2) is [var kind, var what] ? (kind, what) : ("", "");
}

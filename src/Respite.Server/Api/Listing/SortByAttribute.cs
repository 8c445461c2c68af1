namespace Respite.Server.Api.Listing;

/// <summary>A list's order, as OpenStack's own APIs take it: <c>key:asc</c> or <c>key:desc</c>.</summary>
internal sealed class SortByAttribute(params string[] keys) : QueryRuleAttribute
{
    public override string Takes => $"one of {string.Join(", ", keys)}, and after it :asc (as without) or :desc";

    public override bool IsValid(object? value) => value is not string text || (Split(text) is (var key, "asc" or "desc") && keys.Contains(key, StringComparer.Ordinal));

    /// <summary>The key and the direction of a valid text.</summary>
    public static (string Key, string Direction) Split(string text) => text.Split(':', 2) switch
    {
        [var key, var direction] => (key, direction),
        _ => (text, "asc"),
    };
}

using Respite.Server.Store;

namespace Respite.Server.Api.Requests;

/// <summary>Parameters that hold several words. What is wrong is added to the errors.</summary>
internal static class QueryWords
{
    /// <summary>Words of an enum, as the API spells them, separated by commas.</summary>
    public static IReadOnlyList<T> Of<T>(string key, string? said, List<RequestError> errors)
        where T : struct, Enum
    {
        var known = Enum.GetValues<T>().ToDictionary(v => StoreJson.Name(v), StringComparer.Ordinal);
        var read = new List<T>();
        foreach (var word in Split(said))
        {
            if (known.TryGetValue(word, out var value))
                read.Add(value);
            else
                errors.Add(new("query", key, $"is '{word}'", $"give {Kinds.Of(typeof(T))}, or several with commas"));
        }
        return read;
    }

    /// <summary>Each <c>KEY=VALUE</c>; a value may hold a comma, so several are given one by one.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Pairs(string key, IEnumerable<string> said, List<RequestError> errors)
    {
        var read = new List<KeyValuePair<string, string>>();
        foreach (var pair in said)
        {
            if (pair.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
                read.Add(new(pair[..at], pair[(at + 1)..]));
            else
                errors.Add(new("query", key, $"is '{pair}'", "give KEY=VALUE"));
        }
        return read;
    }

    private static string[] Split(string? said) => (said ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

using System.Globalization;
using System.Text.Json.Nodes;
using Respite.Simulator.Http;

namespace Respite.Simulator.Compute;

/// <summary>limit, marker and the link to the next page.</summary>
internal static class Paging
{
    private const int MaxLimit = 1000;

    public static (IReadOnlyList<T> Items, string? NextMarker) Page<T>(SimRequest request, List<T> all, Func<T, string> key, Func<string, ApiException> unknownMarker)
    {
        var limit = Math.Min(Limit(request) ?? MaxLimit, MaxLimit);
        var start = 0;
        if (request.QueryValue("marker") is { } marker)
        {
            start = all.FindIndex(i => key(i) == marker) + 1;
            if (start == 0)
                throw unknownMarker(marker);
        }
        var items = all.Skip(start).Take(limit).ToList();
        // Nova links on from every full page, even if nothing follows.
        return (items, items.Count == limit && limit > 0 ? key(items[^1]) : null);
    }

    public static JsonArray Next(SimRequest request, string marker)
    {
        var kept = request.Query.Where(q => q.Key != "marker").SelectMany(q => q.Value.Select(v => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(v)}"));
        return new JsonArray(Json.Link("next", $"{request.Origin}{request.Path}?{string.Join('&', kept.Append($"marker={marker}"))}"));
    }

    /// <summary>An ISO 8601 time, with or without Z; 400 for anything else.</summary>
    public static DateTimeOffset Time(string text, string parameter) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new ApiException(400, $"Invalid input for query parameters {parameter}. Value: {text}. '{text}' is not a 'date-time'");

    /// <summary>How many to leave out; os-server-groups pages by it, and by no marker.</summary>
    public static int Offset(SimRequest request) => int.TryParse(request.QueryValue("offset"), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : 0;

    private static int? Limit(SimRequest request)
    {
        if (request.QueryValue("limit") is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw new ApiException(400, $"Invalid input for query parameters limit. Value: {text}. '{text}' does not match '^[0-9]*$'");
    }
}

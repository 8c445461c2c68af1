using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Respite.Server.WatcherApi.Http;

/// <summary>How a list is filtered, sorted and paged.</summary>
/// <param name="SortKey">Null: in the order of creation.</param>
internal sealed record ListQuery(int Limit, string? Marker, string? SortKey, bool Descending, IReadOnlyDictionary<string, string> Filters)
{
    private const int Most = 1000;

    /// <exception cref="BadHttpRequestException">It holds what the list does not take.</exception>
    public static ListQuery Of(HttpRequest request, IReadOnlyList<string> sortable, IReadOnlyList<string> filters)
    {
        string[] known = ["limit", "marker", "sort_key", "sort_dir", .. filters];
        if (request.Query.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
            throw Faults.Invalid($"Unknown argument: \"{unknown}\". There are {string.Join(", ", known)}.");
        if (request.Query.FirstOrDefault(pair => pair.Value.Count != 1) is { Key: { } twice })
            throw Faults.Invalid($"{twice} is given several times.");
        var limit = Most;
        if (Value("limit") is { } text && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1))
            throw Faults.Invalid("Limit must be positive.");
        var key = Value("sort_key");
        if (key is not (null or "id") && !sortable.Contains(key))
            throw Faults.Invalid($"The sort_key value \"{key}\" is invalid for sorting. There are {string.Join(", ", sortable)}.");
        var direction = Value("sort_dir") ?? "asc";
        if (direction is not ("asc" or "desc"))
            throw Faults.Invalid($"Invalid sort direction: {direction}. Acceptable values are 'asc' or 'desc'.");
        return new ListQuery(
            Math.Min(limit, Most), Value("marker"), key == "id" ? null : key, direction == "desc",
            filters.Where(name => Value(name) is not null).ToDictionary(name => name, name => Value(name)!, StringComparer.Ordinal));

        string? Value(string name) => request.Query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } one ? one : null;
    }

    /// <exception cref="BadHttpRequestException">There is nothing that the marker names.</exception>
    public IReadOnlyList<JsonObject> Cut(IReadOnlyList<JsonObject> all, Resource resource)
    {
        var sorted = SortKey is null ? all : [.. all.OrderBy(full => full[SortKey], ByValue.Instance)];
        if (Descending)
            sorted = [.. sorted.Reverse()];
        if (Marker is null)
            return [.. sorted.Take(Limit)];
        var after = sorted.TakeWhile(full => $"{full[resource.Key]}" != Marker).Count();
        return after < sorted.Count ? [.. sorted.Skip(after + 1).Take(Limit)] : throw Faults.NotFound(resource.Kind, Marker);
    }

    public string Next(HttpContext context, Resource resource, JsonObject last, bool detail)
    {
        var parts = new List<string>(Filters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")) { string.Create(CultureInfo.InvariantCulture, $"limit={Limit}") };
        if (SortKey is not null)
            parts.Add($"sort_key={SortKey}");
        if (Descending)
            parts.Add("sort_dir=desc");
        return $"{Links.Self(context, resource.Name, detail ? "detail" : "")}?{string.Join('&', parts)}&marker={Uri.EscapeDataString($"{last[resource.Key]}")}";
    }

    /// <summary>Null first, numbers by size, everything else as text.</summary>
    private sealed class ByValue : IComparer<JsonNode?>
    {
        public static readonly ByValue Instance = new();

        public int Compare(JsonNode? x, JsonNode? y) =>
            x is null || y is null ? (x is null ? 0 : 1) - (y is null ? 0 : 1)
            : x.GetValueKind() == JsonValueKind.Number && y.GetValueKind() == JsonValueKind.Number ? Number(x).CompareTo(Number(y))
            : string.CompareOrdinal(x.ToString(), y.ToString());

        private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
    }
}

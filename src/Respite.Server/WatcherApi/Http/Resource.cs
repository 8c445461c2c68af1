using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Respite.Server.WatcherApi.Http;

/// <summary>What the answers for a kind of resource have in common.</summary>
/// <param name="Name">Its collection, in paths and in lists.</param>
/// <param name="Kind">One of it, in words.</param>
/// <param name="Brief">What of it is in a list that is not asked for in detail.</param>
/// <param name="Sortable">By what a list can be sorted.</param>
internal sealed record Resource(string Name, string Kind, IReadOnlyList<string> Brief, IReadOnlyList<string> Sortable)
{
    /// <summary>Attribute -> the microversion that brought it; older requests do not see it.</summary>
    public IReadOnlyDictionary<string, int> Since { get; init; } = new Dictionary<string, int>();

    /// <summary>The attribute by which a page begins after another.</summary>
    public string Key { get; init; } = "uuid";

    /// <param name="full">All of its attributes.</param>
    public IResult One(HttpContext context, JsonObject full, int status = StatusCodes.Status200OK) => Answer(Shown(context, full), status);

    /// <summary>201, with its address.</summary>
    public IResult Created(HttpContext context, JsonObject full)
    {
        context.Response.Headers.Location = Links.Self(context, Name, (string)full[Key]!);
        return One(context, full, StatusCodes.Status201Created);
    }

    /// <param name="all">All of its attributes, of each one that the filters let through, in the order of creation.</param>
    /// <param name="filters">What beside paging and sorting the list takes in its query.</param>
    public IResult List(HttpContext context, IEnumerable<JsonObject> all, bool detail, params IReadOnlyList<string> filters)
    {
        var query = ListQuery.Of(context.Request, Sortable, filters);
        var page = query.Cut([.. all], this);
        var list = new JsonObject { [Name] = new JsonArray([.. page.Select(full => Shown(context, full, detail ? null : Brief))]) };
        if (page.Count > 0 && page.Count == query.Limit)
            list["next"] = query.Next(context, this, page[^1], detail);
        return Answer(list, StatusCodes.Status200OK);
    }

    public static IResult Answer(JsonNode body, int status = StatusCodes.Status200OK) => Results.Text(body.ToJsonString(), "application/json", statusCode: status);

    private JsonObject Shown(HttpContext context, JsonObject full, IReadOnlyList<string>? only = null)
    {
        var asked = Microversion.Of(context).Minor;
        var shown = new JsonObject(full.Where(pair => (only is null || only.Contains(pair.Key)) && (!Since.TryGetValue(pair.Key, out var since) || since <= asked))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        shown["links"] = Links.Of(context, Name, $"{full[Key]}");
        return shown;
    }
}

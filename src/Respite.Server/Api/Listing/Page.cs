using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Respite.Server.Api.Requests;

namespace Respite.Server.Api.Listing;

/// <summary>A page of a list as it is answered: items, a link to the next page if there is one, of each item only the wanted fields.</summary>
internal static class Page
{
    /// <summary>One more than the limit is read, so that a link is given only where there is more.</summary>
    public static (IReadOnlyList<T> Items, IReadOnlyList<Link>? Next) Cut<T>(IReadOnlyList<T> read, int? limit, HttpRequest request, Func<T, string> marker) =>
        read.Count > limit ? ([.. read.Take(limit.Value)], Link.Next(request, marker(read[limit.Value - 1]))) : (read, null);

    /// <summary>What comes after the marker, of a list that is read as a whole.</summary>
    /// <param name="marker">Null: all.</param>
    /// <param name="key">What an item is marked by.</param>
    /// <exception cref="InvalidRequestException">None is marked so.</exception>
    public static IReadOnlyList<T> After<T>(IReadOnlyList<T> items, string? marker, Func<T, string> key) =>
        marker is null ? items
        : items.Any(item => key(item) == marker) ? [.. items.SkipWhile(item => key(item) != marker).Skip(1)]
        : throw new InvalidRequestException(UnknownMarker(marker));

    public static RequestError UnknownMarker(string marker) => new("query", "marker", $"there is no {marker} in this list", "give that of the last one of the page before");

    /// <param name="list">The key of <paramref name="answer"/> that holds the items; null: it is the item.</param>
    /// <param name="fields">As <see cref="FieldsOfAttribute"/> lets through; null: all.</param>
    public static IResult Answer<T>(HttpContext context, T answer, string? list, string? fields)
    {
        if (fields is null)
            return Results.Ok(answer);
        var whole = JsonSerializer.SerializeToNode(answer, context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions)!.AsObject();
        var wanted = FieldsOfAttribute.Split(fields).ToHashSet(StringComparer.Ordinal);
        foreach (var item in list is null ? [whole] : whole[list]!.AsArray().Select(item => item!.AsObject()))
        {
            foreach (var key in item.Select(pair => pair.Key).Where(key => !wanted.Contains(key)).ToList())
                item.Remove(key);
        }
        return Results.Json<JsonNode>(whole);
    }

    /// <summary>Whether these fields are among what is wanted.</summary>
    public static bool Wants(string? fields, params ReadOnlySpan<string> any)
    {
        var wanted = fields is null ? null : FieldsOfAttribute.Split(fields);
        foreach (var field in any)
        {
            if (wanted?.Contains(field, StringComparer.Ordinal) ?? true)
                return true;
        }
        return false;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Respite.Server.Api.Listing;

/// <summary>A link as in OpenStack's own answers.</summary>
/// <param name="Rel"><c>self</c> or <c>next</c>.</param>
/// <param name="Href">Absolute, at the address that was asked.</param>
internal sealed record Link(string Rel, string Href)
{
    /// <summary>Of the rest of a list: the same request with the marker moved on.</summary>
    public static IReadOnlyList<Link> Next(HttpRequest request, string marker)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != "marker").SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")))
        {
            { "marker", marker },
        };
        return [new Link("next", UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path, query.ToQueryString()))];
    }

    public static Link Self(HttpRequest request, string path) => new("self", UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, path));
}

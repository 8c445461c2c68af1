using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Listing;
using Respite.Server.Auth;
using Respite.Server.WebConsole;

namespace Respite.Server.Api;

/// <summary>The version documents, in Nova's shape, by which OpenStack's clients find an API.</summary>
internal static class VersionRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpRequest request) => ConsoleRoutes.IsBrowser(request) ? Results.Redirect(ConsoleRoutes.Home) : Results.Ok(new VersionsJson([VersionJson.Of(request)]))).For(Access.Anyone).Answers<VersionsJson>()
            .WithSummary("Lists the versions of the API. A browser is shown the console.");
        routes.MapGet("/v1", (HttpRequest request) => Results.Ok(new OneVersionJson(VersionJson.Of(request)))).For(Access.Anyone).Answers<OneVersionJson>()
            .WithName("show_version").WithSummary("Describes this version of the API.");
    }
}

internal sealed record VersionsJson(IReadOnlyList<VersionJson> Versions);

internal sealed record OneVersionJson(VersionJson Version);

/// <param name="MinVersion">The smallest microversion; empty: it has none.</param>
/// <param name="Version">The largest microversion; empty: it has none.</param>
internal sealed record VersionJson(string Id, string Status, string MinVersion, string Version, IReadOnlyList<Link> Links)
{
    public static VersionJson Of(HttpRequest request) => new("v1.0", "CURRENT", "", "", [Link.Self(request, "/v1/"), new Link("describedby", Link.Self(request, "/v1/openapi.json").Href)]);
}

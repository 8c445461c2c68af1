using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Respite.Server.Tests.Api;

/// <summary>The routes of the server itself: a new one is in it without being named.</summary>
internal static partial class RouteTable
{
    public static IReadOnlyList<RouteEndpoint> All { get; } = Read();

    public static string Method(this RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Single() ?? "GET";

    /// <summary>Its path with something in place of each name in braces.</summary>
    public static string Path(this RouteEndpoint route, MatchEvaluator fill) => "/" + Placeholder().Replace(route.RoutePattern.RawText!, fill).TrimStart('/');

    private static List<RouteEndpoint> Read()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        RespiteServer.MapRoutes(app);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }

    [GeneratedRegex("{[^}]+}")]
    private static partial Regex Placeholder();
}

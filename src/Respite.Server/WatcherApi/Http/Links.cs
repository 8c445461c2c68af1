using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Respite.Server.WatcherApi.Http;

/// <summary>
/// Addresses as Watcher's answers have them. Those of resources are as if the API were at the root of this server, since Watcher's clients take
/// of a link (of <c>next</c> above all) what follows the server's name, and put it behind the address in the catalog.
/// </summary>
internal static class Links
{
    /// <summary>Where the API really is.</summary>
    public static string Api(HttpContext context) => $"{Server(context)}{WatcherRoutes.Prefix}/v1/";

    public static string Self(HttpContext context, string collection, string key = "") => $"{Server(context)}/v1/{collection}{(key.Length > 0 ? "/" : "")}{key}";

    public static JsonArray Of(HttpContext context, string collection, string key = "") =>
    [
        Link("self", Self(context, collection, key)),
        Link("bookmark", $"{Server(context)}/{collection}/{key}"),
    ];

    public static JsonObject Link(string rel, string href) => new() { ["href"] = href, ["rel"] = rel };

    private static string Server(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";
}

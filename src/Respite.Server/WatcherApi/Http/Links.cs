using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Respite.Server.WatcherApi.Http;

/// <summary>Addresses as Watcher's answers have them, of this server as the caller has reached it.</summary>
internal static class Links
{
    public static string Root(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{WatcherRoutes.Prefix}";

    public static string Self(HttpContext context, string collection, string key) => $"{Root(context)}/v1/{collection}/{key}";

    public static JsonArray Of(HttpContext context, string collection, string key = "") =>
    [
        Link("self", Self(context, collection, key)),
        Link("bookmark", $"{Root(context)}/{collection}/{key}"),
    ];

    public static JsonObject Link(string rel, string href) => new() { ["href"] = href, ["rel"] = rel };
}

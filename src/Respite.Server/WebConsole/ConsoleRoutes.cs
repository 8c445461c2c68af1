using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Respite.Server.Api;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;

namespace Respite.Server.WebConsole;

/// <summary>The console's files, for anyone: what they show they ask of the API, as whoever is signed in.</summary>
internal static class ConsoleRoutes
{
    public const string Path = "/console";
    public const string Home = "/console/";

    /// <summary>All of it from this server, nothing written into the page.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Vite names these by what is in them: another content has another name.</summary>
    private const string Named = "assets/";

    private const string Page = "index.html";

    private static readonly string Root = System.IO.Path.Combine(AppContext.BaseDirectory, "wwwroot");
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static bool IsBuilt => File.Exists(System.IO.Path.Combine(Root, Page));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/console/{**path}", (HttpContext context, string? path) => Answer(context, path ?? "")).For(Access.Anyone).WithMetadata(new ReadsOwnQuery()).ExcludeFromDescription();

    /// <summary>Whoever asks for a page rather than for data.</summary>
    public static bool IsBrowser(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static IResult Answer(HttpContext context, string path)
    {
        if (!IsBuilt)
            return Problems.Of(StatusCodes.Status404NotFound, "The console is not built", "Build it with web/build (it takes Node 20.19 or newer), then start the server again. The API and the command line work without it.");
        var file = System.IO.Path.Combine(Root, path);
        var isNamed = path.StartsWith(Named, StringComparison.Ordinal);
        var isFile = IsPlain(path) && File.Exists(file);
        if (isNamed && !isFile)
            return Problems.Of(StatusCodes.Status404NotFound, "No such file", "The console has no such file.");
        if (isNamed)
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        // Any other address is one of the page's own: it shows it itself.
        return isFile
            ? Results.File(file, Types.TryGetContentType(file, out var type) ? type : "application/octet-stream")
            : Results.File(System.IO.Path.Combine(Root, Page), "text/html; charset=utf-8");
    }

    /// <summary>As Vite names files: nothing that leads out of the folder.</summary>
    private static bool IsPlain(string path) =>
        !path.Contains("..", StringComparison.Ordinal) && path.Length > 0 && path[0] != '/' && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '-' or '_');
}

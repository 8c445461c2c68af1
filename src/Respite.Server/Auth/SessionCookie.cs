using Microsoft.AspNetCore.Http;

namespace Respite.Server.Auth;

/// <summary>
/// The console's token, where no script of a page can read it. A browser sends a cookie by itself, so a change that comes with it must
/// also carry a header: another site cannot send that without asking first (CORS), and nobody here would allow it.
/// </summary>
internal static class SessionCookie
{
    public const string Header = "X-Respite-Console";

    private const string Name = "respite_session";

    private static readonly PathString Path = new("/v1");

    /// <returns>Null: there is none.</returns>
    public static string? Token(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } token ? token : null;

    public static bool IsForged(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !request.Headers.ContainsKey(Header);

    /// <summary>Until the browser is closed; the token ends when Keystone says.</summary>
    public static void Set(HttpContext context, string token) => context.Response.Cookies.Append(Name, token, Options(context.Request));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context.Request));

    private static CookieOptions Options(HttpRequest request) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = request.IsHttps, Path = Path, IsEssential = true };
}

using Microsoft.AspNetCore.Http;

namespace Respite.Server.Auth;

/// <summary>Who calls.</summary>
/// <param name="ProjectId">Null for a token of the system's scope, and for the local token.</param>
internal sealed record Caller(string UserId, string UserName, string? ProjectId, Access Access)
{
    /// <summary>Who knows the token of <c>endpoint.json</c>: the user under whom the server runs.</summary>
    public static Caller Local { get; } = new("local", Environment.UserName, null, Access.Admin);

    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The request has passed no access gate.");
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Respite.Server.Api;

/// <summary>Lets in who knows the token of <c>endpoint.json</c>; no other, on loopback either.</summary>
internal sealed class TokenGate(string token)
{
    private readonly byte[] expected = Encoding.UTF8.GetBytes(token);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var given = Encoding.UTF8.GetBytes(context.Request.Headers["X-Auth-Token"].ToString());
        return CryptographicOperations.FixedTimeEquals(given, expected)
            ? next(context)
            : Problems.Of(StatusCodes.Status401Unauthorized, "Not signed in", "Send the server's token as X-Auth-Token.").ExecuteAsync(context);
    }
}

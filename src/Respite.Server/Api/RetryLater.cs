using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Respite.Server.Api;

/// <summary>An answer that passes by itself: when to ask again.</summary>
internal sealed class RetryLater(IResult answer, TimeSpan after) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => (answer as IStatusCodeHttpResult)?.StatusCode;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return answer.ExecuteAsync(httpContext);
    }
}

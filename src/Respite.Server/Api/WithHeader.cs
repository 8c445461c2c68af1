using Microsoft.AspNetCore.Http;

namespace Respite.Server.Api;

/// <summary>An answer with one header more.</summary>
internal sealed class WithHeader(IResult answer, string name, string value) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => (answer as IStatusCodeHttpResult)?.StatusCode;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers[name] = value;
        return answer.ExecuteAsync(httpContext);
    }
}

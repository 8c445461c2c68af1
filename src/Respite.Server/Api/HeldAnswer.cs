using Microsoft.AspNetCore.Http;

namespace Respite.Server.Api;

/// <summary>The body of an answer that is not on its way yet: what must be written down before the caller sees it can still fail.</summary>
internal sealed record HeldAnswer(byte[] Body)
{
    public static async Task<HeldAnswer> OfAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }
        return new HeldAnswer(body.ToArray());
    }

    public async Task SendAsync(HttpContext context)
    {
        // Writing nothing would still begin the answer, and the gates around this one may have something to say.
        if (Body.Length > 0)
            await context.Response.Body.WriteAsync(Body, context.RequestAborted);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Respite.Server.Api.Requests;

/// <summary>Lets no body through to a route that the route's type does not take, and says everything that is wrong with it at once.</summary>
internal static class BodyGate
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not { RequestType: { } type } accepted)
        {
            await next(context);
            return;
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        context.Request.Body = body;
        if (body.Length == 0 && accepted.IsOptional)
            await next(context);
        else if (body.Length > 0 && !IsJson(context.Request))
            await Problems.Of(StatusCodes.Status415UnsupportedMediaType, "Not JSON", "Send the body as Content-Type: application/json, in UTF-8.").ExecuteAsync(context);
        else if (Errors(body.ToArray(), type, context.RequestServices) is { Count: > 0 } errors)
            await Problems.Invalid(errors).ExecuteAsync(context);
        else
            await next(context);
    }

    private static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType() && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<RequestError> Errors(byte[] utf8, Type type, IServiceProvider services)
    {
        var (body, error) = BodyText.Read(utf8);
        return error is null ? BodyShape.Errors(body, type, services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions) : [error];
    }
}

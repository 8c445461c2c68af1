using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Respite.Server.Auth;
using Respite.Server.Store;
using Respite.Server.Webhooks;

namespace Respite.Server.Api.Requests;

/// <summary>
/// Answers a request that makes something and is sent again under the same <c>Idempotency-Key</c> with the answer of the first, whichever
/// replica that went to. Only what has been made is kept: a refusal has changed nothing, so the same request may be judged anew.
/// </summary>
internal sealed class IdempotencyGate(IdempotencyStore store, WebhookSecrets secrets, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";
    private const int Longest = 255;
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var given = context.Request.Headers[Header];
        if (given.Count == 0 || context.GetEndpoint()?.Metadata.GetMetadata<Creates>() is not { } creates)
            await next(context);
        else if (given is not [{ Length: > 0 and <= Longest } key] || key.Any(c => c is <= ' ' or > '~'))
            await Problems.Invalid([new RequestError("header", Header, "is no key", $"give one of 1 to {Longest} visible ASCII characters, such as a UUID")]).ExecuteAsync(context);
        else
            await AnswerAsync(context, next, new KeyedRequest(Caller.Of(context).UserId, key, await HashAsync(context.Request)), creates);
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next, KeyedRequest request, Creates creates)
    {
        var known = await store.BeginAsync(request, clock.GetUtcNow());
        if (known.ResourceId is { } id)
        {
            context.Features.Set(new ReservedId(id));
            await RunAsync(context, next, request, creates);
        }
        else if (known.Answer is { } kept)
        {
            context.Response.StatusCode = kept.Status;
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.Headers.Location = kept.Location;
            context.Response.Headers["Idempotent-Replayed"] = "true";
            await context.Response.Body.WriteAsync(creates.Secret ? secrets.OpenBytes(request.Hash, kept.Body) : Encoding.UTF8.GetBytes(kept.Body), context.RequestAborted);
        }
        else if (known.IsAnother)
        {
            await Problems.Of(StatusCodes.Status422UnprocessableEntity, "The key was given to another request", $"Another request had this {Header} within a day: give each request its own.").ExecuteAsync(context);
        }
        else
        {
            await Problems.Of(StatusCodes.Status409Conflict, "The request is under way", $"The first request with this {Header} has not been answered yet: ask again in a moment.").Passing(UnderWay).ExecuteAsync(context);
        }
    }

    private async Task RunAsync(HttpContext context, RequestDelegate next, KeyedRequest request, Creates creates)
    {
        HeldAnswer answer;
        try
        {
            answer = await HeldAnswer.OfAsync(context, next);
        }
        catch (Exception e)
        {
            await (e is not OperationCanceledException && Problems.Of(e) is IStatusCodeHttpResult { StatusCode: < 500 } ? store.ForgetAsync(request) : store.ReleaseAsync(request));
            throw;
        }
        await (context.Response.StatusCode is >= 200 and < 300
            ? store.AnswerAsync(request, new KeptAnswer(context.Response.StatusCode, context.Response.Headers.Location, creates.Secret ? secrets.SealBytes(request.Hash, answer.Body) : Encoding.UTF8.GetString(answer.Body)))
            : store.ForgetAsync(request));
        await answer.SendAsync(context);
    }

    private static async Task<string> HashAsync(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.GetEncodedPathAndQuery()}\n"));
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        hash.AppendData(body.ToArray());
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>On a route that makes something.</summary>
/// <param name="Secret">Its answer holds a secret.</param>
internal sealed record Creates(bool Secret);

/// <summary>The id of what a keyed request is to make: begun again, it makes the same thing.</summary>
internal sealed record ReservedId(string Id)
{
    public static string Of(HttpContext context, DateTimeOffset now) => context.Features.Get<ReservedId>()?.Id ?? Guid.CreateVersion7(now).ToString();
}

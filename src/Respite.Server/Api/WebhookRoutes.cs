using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Listing;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;
using Respite.Server.Maintenances;
using Respite.Server.Webhooks;

namespace Respite.Server.Api;

/// <summary>Who is told of the journal, docs/webhooks.md.</summary>
internal static class WebhookRoutes
{
    private const int MaxPage = 500;

    /// <summary>More would be a mistake: each reads the whole journal.</summary>
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/webhooks", CreateAsync).For(Access.Operator).Creates(secret: true).Answers<WebhookJson>(StatusCodes.Status201Created).Refuses(409)
            .WithSummary("Makes a webhook. Only this answer holds its secret.");
        routes.MapGet("/v1/webhooks", ListAsync).For(Access.Operator).Answers<WebhooksJson>().WithSummary("Lists the webhooks. Oldest first; all of them in one answer, unless limit says otherwise.");
        routes.MapGet("/v1/webhooks/{id}", ShowAsync).For(Access.Operator).Answers<WebhookJson>().WithSummary("Shows a webhook.");
        routes.MapPatch("/v1/webhooks/{id}", ChangeAsync).For(Access.Operator).Answers<WebhookJson>().WithSummary("Changes a webhook. What is left out stays as it is.");
        routes.MapDelete("/v1/webhooks/{id}", RemoveAsync).For(Access.Operator).WithMetadata(new AnswersNothing())
            .WithSummary("Removes a webhook. All that waits for it goes as well, and its dead letters.");
        routes.MapGet("/v1/webhooks/{id}/dead-letters", DeadLettersAsync).For(Access.Operator).Answers<DeadLettersJson>()
            .WithSummary("Lists the events that a receiver did not take. In their order.");
        routes.MapPost("/v1/webhooks/{id}/replay", ReplayAsync).For(Access.Operator).Answers<ReplayJson>()
            .WithSummary("Tries dead letters again, all or that of one event.");
    }

    private static async Task<IResult> CreateAsync(HttpContext context, WebhookRequest request, WebhookStore store, WebhookSecrets secrets, TimeProvider clock)
    {
        if (secrets.Missing is { } missing)
            return Problems.Of(StatusCodes.Status409Conflict, "Webhooks have no key", missing);
        var types = request.Types ?? [];
        if (WebhookErrors.Of(request.Url, types) is { Count: > 0 } errors)
            return Problems.Invalid(errors);
        if ((await store.ListAsync()).Count >= Most)
            return Problems.Of(StatusCodes.Status409Conflict, "Too many webhooks", $"There are {Most} already: remove one that is not needed any more.");
        var now = clock.GetUtcNow();
        var webhook = new Webhook { Id = ReservedId.Of(context, now), Url = request.Url, Types = types, CreatedAt = now, CreatedBy = Caller.Of(context).UserName };
        var secret = WebhookSecrets.New();
        // A keyed request that is begun again: nobody has seen the secret of what the first has made.
        await store.DeleteAsync(webhook.Id);
        await store.InsertAsync(webhook, secrets.Seal(webhook.Id, secret));
        return Results.Created($"/v1/webhooks/{webhook.Id}", WebhookJson.Of((await store.FindAsync(webhook.Id))!) with { Secret = secret });
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, [Range(1, int.MaxValue)] int? limit, string? marker, [FieldsOf(typeof(WebhookJson))] string? fields, WebhookStore store)
    {
        var (page, next) = Page.Cut(Page.After(await store.ListAsync(), marker, known => known.Webhook.Id), limit, context.Request, known => known.Webhook.Id);
        return Page.Answer(context, new WebhooksJson([.. page.Select(WebhookJson.Of)]) { WebhooksLinks = next }, "webhooks", fields);
    }

    private static async Task<IResult> ShowAsync(string id, WebhookStore store) =>
        await store.FindAsync(id) is { } known ? Results.Ok(WebhookJson.Of(known)) : NotFound(id);

    private static async Task<IResult> ChangeAsync(string id, WebhookChange request, WebhookStore store, JournalSignal signal)
    {
        if (await store.FindAsync(id) is not { } known)
            return NotFound(id);
        var changed = known.Webhook with { Url = request.Url ?? known.Webhook.Url, Types = request.Types ?? known.Webhook.Types };
        if (WebhookErrors.Of(changed.Url, changed.Types) is { Count: > 0 } errors)
            return Problems.Invalid(errors);
        await store.UpdateAsync(changed);
        signal.Raise();
        return await ShowAsync(id, store);
    }

    private static async Task<IResult> RemoveAsync(string id, WebhookStore store) => await store.DeleteAsync(id) ? Results.NoContent() : NotFound(id);

    private static async Task<IResult> DeadLettersAsync(
        HttpContext context, string id, [Range(0, long.MaxValue)] long? marker, [Range(1, MaxPage)] int? limit, [FieldsOf(typeof(DeadLetter))] string? fields, WebhookStore store)
    {
        if (await store.FindAsync(id) is null)
            return NotFound(id);
        var most = limit ?? MaxPage;
        var (letters, next) = Page.Cut(await store.DeadLettersAsync(id, marker ?? 0, most + 1), most, context.Request, letter => letter.Seq.ToString(CultureInfo.InvariantCulture));
        return Page.Answer(context, new DeadLettersJson(letters) { DeadLettersLinks = next }, "dead_letters", fields);
    }

    private static async Task<IResult> ReplayAsync(string id, ReplayRequest? request, WebhookStore store, JournalSignal signal)
    {
        if (await store.FindAsync(id) is null)
            return NotFound(id);
        var replayed = await store.ReplayAsync(id, request?.Seq);
        signal.Raise();
        return Results.Ok(new ReplayJson(replayed));
    }

    private static IResult NotFound(string id) =>
        Problems.Of(StatusCodes.Status404NotFound, "No such webhook", $"There is no webhook {id}; GET /v1/webhooks lists them.");
}

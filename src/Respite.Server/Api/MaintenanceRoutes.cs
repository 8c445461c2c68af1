using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Listing;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Api;

internal static class MaintenanceRoutes
{
    private const int MaxPage = 1000;
    private const string Match = "If-Match";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/maintenances", CreateAsync).For(Access.Operator).Creates().Answers<MaintenanceJson>(StatusCodes.Status201Created).Refuses(404, 409)
            .WithSummary("Starts a maintenance. The answer comes at once, in state pending; follow it by its id. A plan that is not feasible ends it in state failed, with refused true and nothing touched.");
        routes.MapGet("/v1/maintenances", ListAsync).For(Access.Reader).Answers<MaintenancesJson>()
            .WithSummary("Lists maintenances, open and ended ones. The newest first, unless sort says otherwise.");
        routes.MapGet("/v1/maintenances/{id}", ShowAsync).For(Access.Reader).Answers<MaintenanceJson>()
            .WithSummary("Shows a maintenance. Its ETag changes when something happens to it, and not with each percent of progress.");
        routes.MapPost("/v1/maintenances/{id}/pause", (string id, [FromHeader(Name = Match)] string? match, CommandRunner run) =>
            run.RunAsync(id, (m, _, now) => Commands.Pause(m, now), match)).IsCommand("Pauses a maintenance. Nothing new starts; what runs is watched to its end.");
        routes.MapPost("/v1/maintenances/{id}/resume", (string id, ResumeRequest? body, [FromHeader(Name = Match)] string? match, CommandRunner run) =>
            run.RunAsync(id, (m, moves, now) => Commands.Resume(m, moves, body?.Accept ?? [], now), match)).IsCommand("Resumes a maintenance that is paused or blocked. What needs a person is tried again.");
        routes.MapPost("/v1/maintenances/{id}/retry", (string id, [FromHeader(Name = Match)] string? match, CommandRunner run) =>
            run.RunAsync(id, Commands.Retry, match)).IsCommand("Tries a maintenance again that has ended without reaching its goal, or whose moves need a person.");
        routes.MapPost("/v1/maintenances/{id}/cancel", (string id, CancelRequest? body, [FromHeader(Name = Match)] string? match, CommandRunner run) =>
            run.RunAsync(id, (m, _, now) => Commands.Cancel(m, body?.Abort == true, now), match)).IsCommand("Gives a maintenance up. What runs ends where it is going, or is aborted; then the service is as it was before.");
        routes.MapPost("/v1/maintenances/{id}/return", (string id, [FromHeader(Name = Match)] string? match, CommandRunner run) =>
            run.RunAsync(id, (m, _, now) => Commands.Return(m, now), match)).IsCommand("Hands the host back.");
    }

    private static void IsCommand(this RouteHandlerBuilder route, string words) => route.For(Access.Operator).Answers<MaintenanceJson>().Refuses(409, 412).WithSummary(words);

    private static async Task<IResult> CreateAsync(HttpContext context, MaintenanceRequest request, MaintenanceStart start, TimeProvider clock, CancellationToken cancel)
    {
        var (started, refusal) = await start.RunAsync(context, request, cancel);
        return refusal ?? Results.Created($"/v1/maintenances/{started!.Id}", MaintenanceJson.Of(started, [], clock.GetUtcNow()));
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, IMaintenanceStore store, TimeProvider clock,
        [Description("Only of this compute host.")] string? host,
        [Description("Only in one of these states, separated by commas.")] string? state,
        [Description("True: only open ones; false: only ended ones.")] bool? open,
        [Description("Only with this ticket.")] string? ticket,
        [Description("Only created then or later.")] DateTimeOffset? since,
        [Description("Only created before then.")] DateTimeOffset? until,
        [Range(1, MaxPage)] int? limit, string? marker, [SortBy("created_at", "host", "state")] string? sort, [FieldsOf(typeof(MaintenanceJson))] string? fields,
        [Description("Only with this, KEY=VALUE. Given several times: with all of them."), FromQuery] string[]? metadata = null)
    {
        var errors = new List<RequestError>();
        var filter = new MaintenanceFilter
        {
            Host = host,
            States = QueryWords.Of<MaintenanceState>("state", state, errors),
            Open = open,
            Ticket = ticket,
            Since = since,
            Until = until,
            Metadata = QueryWords.Pairs("metadata", metadata ?? [], errors),
        };
        if (marker is not null && await store.FindAsync(marker) is null)
            errors.Add(Page.UnknownMarker(marker));
        if (errors.Count > 0)
            return Problems.Invalid(errors);
        var most = limit ?? 100;
        var (page, next) = Page.Cut(await store.ListAsync(filter, marker, most + 1, Order(sort)), most, context.Request, stored => stored.Maintenance.Id);
        var withMoves = Page.Wants(fields, "moves", "needs_person");
        var shown = new List<MaintenanceJson>();
        foreach (var stored in page)
            shown.Add(MaintenanceJson.Of(stored.Maintenance, withMoves ? await store.MovesAsync(stored.Maintenance.Id) : [], clock.GetUtcNow()));
        return Page.Answer(context, new MaintenancesJson(shown) { MaintenancesLinks = next }, "maintenances", fields);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string id, IMaintenanceStore store, TimeProvider clock, [FieldsOf(typeof(MaintenanceJson))] string? fields)
    {
        // Before the rest: a tag that is older than what is shown only leads to another look.
        var last = await store.LastEventAsync(id);
        return await store.FindAsync(id) is { } stored
            ? new WithHeader(Page.Answer(context, MaintenanceJson.Of(stored.Maintenance, await store.MovesAsync(id), clock.GetUtcNow()), null, fields), "ETag", EntityTags.Of(last))
            : CommandRunner.NotFound(id);
    }

    private static MaintenanceOrder Order(string? sort)
    {
        if (sort is null)
            return MaintenanceOrder.NewestFirst;
        var (key, direction) = SortByAttribute.Split(sort);
        return new(key switch { "host" => MaintenanceKey.Host, "state" => MaintenanceKey.State, _ => MaintenanceKey.CreatedAt }, direction == "asc");
    }
}

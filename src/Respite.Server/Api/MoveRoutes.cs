using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Listing;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>The moves of a maintenance, one by one. <c>{instance}</c> is an id, or a name that only one of them has.</summary>
internal static class MoveRoutes
{
    private const string Match = "If-Match";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/maintenances/{id}/moves", ListAsync).For(Access.Reader).Answers<MovesJson>()
            .WithSummary("Lists the moves of a maintenance. In the order of the plan; all of them in one answer, unless limit says otherwise.");
        routes.MapGet("/v1/maintenances/{id}/moves/{instance}", ShowAsync).For(Access.Reader).Answers<MoveJson>()
            .WithSummary("Shows one move.");
        routes.MapPost("/v1/maintenances/{id}/moves/{instance}/skip", (string id, string instance, [FromHeader(Name = Match)] string? match, CommandRunner run) =>
            run.RunAsync(id, instance, MoveCommands.Skip, match)).IsCommand("Takes an instance out of the drain. It stays on the host.");
        routes.MapPost("/v1/maintenances/{id}/moves/{instance}/retry", (string id, string instance, [FromHeader(Name = Match)] string? match, CommandRunner run) =>
            run.RunAsync(id, instance, (m, move, _) => MoveCommands.Retry(m, move), match)).IsCommand("Tries a move again that needs a person or was skipped.");
        routes.MapPost("/v1/maintenances/{id}/moves/{instance}/destination", SendAsync).IsCommand("Sends an instance elsewhere than planned. Refused with 422 and the reason where no rule lets it go there.", 422);
    }

    private static void IsCommand(this RouteHandlerBuilder route, string words, params ReadOnlySpan<int> refusals) =>
        route.For(Access.Operator).Answers<MoveJson>().Refuses([409, 412, .. refusals]).WithSummary(words);

    private static async Task<IResult> ListAsync(
        HttpContext context, string id, [Description("Only in one of these states, separated by commas.")] string? state,
        [Range(1, int.MaxValue)] int? limit, string? marker, [FieldsOf(typeof(MoveJson))] string? fields, IMaintenanceStore store, TimeProvider clock)
    {
        var errors = new List<RequestError>();
        var states = QueryWords.Of<MoveState>("state", state, errors);
        if (errors.Count > 0)
            return Problems.Invalid(errors);
        if (await store.FindAsync(id) is null)
            return CommandRunner.NotFound(id);
        // The marker first: its own state may have changed since the page before.
        var moves = Page.After(await store.MovesAsync(id), marker, m => m.InstanceId).Where(m => states.Count == 0 || states.Contains(m.State)).Select(m => MoveJson.Of(m, clock.GetUtcNow()));
        var (page, next) = Page.Cut([.. moves], limit, context.Request, m => m.InstanceId);
        return Page.Answer(context, new MovesJson(page) { MovesLinks = next }, "moves", fields);
    }

    private static async Task<IResult> ShowAsync(string id, string instance, IMaintenanceStore store, TimeProvider clock)
    {
        if (await store.FindAsync(id) is not { } stored)
            return CommandRunner.NotFound(id);
        var moves = await store.MovesAsync(id);
        return Results.Ok(MoveJson.Of(moves.Named(instance) ?? throw new UnknownMoveException(stored.Maintenance, instance, moves), clock.GetUtcNow()));
    }

    private static async Task<IResult> SendAsync(
        string id, string instance, DestinationRequest body, [FromHeader(Name = Match)] string? match, IMaintenanceStore store, PlanMaker plans, CommandRunner run, TimeProvider clock, CancellationToken cancel)
    {
        var destination = body.Destination;
        if (await store.FindAsync(id) is { Maintenance: var m } && (await store.MovesAsync(id)).Named(instance) is { } move
            && MoveCommands.Send(m, move, destination, clock.GetUtcNow()).Refusal is null)
        {
            // The rules are asked before the command and not in it: they read the cloud. What has begun meanwhile, the command refuses.
            var answer = await plans.AskAsync(m, move.InstanceId, destination, cancel);
            if (!answer.Allowed)
            {
                return Problems.Of(
                    StatusCodes.Status422UnprocessableEntity, "The instance cannot go there", $"{move.InstanceName} stays planned as it was: {answer.Reason}.",
                    new Dictionary<string, object?> { ["rule"] = answer.RefusedBy });
            }
        }
        return await run.RunAsync(id, instance, (now, was, at) => MoveCommands.Send(now, was, destination, at), match);
    }
}

internal sealed record MovesJson(IReadOnlyList<MoveJson> Moves)
{
    /// <summary>Where the next page is; left out on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Link>? MovesLinks { get; init; }
}

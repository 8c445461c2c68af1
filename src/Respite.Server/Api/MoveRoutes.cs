using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;
using Respite.Server.Inventory;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Api;

/// <summary>The moves of a maintenance, one by one. <c>{instance}</c> is an id, or a name that only one of them has.</summary>
internal static class MoveRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/maintenances/{id}/moves", ListAsync).For(Access.Reader);
        routes.MapGet("/v1/maintenances/{id}/moves/{instance}", ShowAsync).For(Access.Reader);
        routes.MapPost("/v1/maintenances/{id}/moves/{instance}/skip", (string id, string instance, CommandRunner run) =>
            run.RunAsync(id, instance, MoveCommands.Skip)).For(Access.Operator);
        routes.MapPost("/v1/maintenances/{id}/moves/{instance}/retry", (string id, string instance, CommandRunner run) =>
            run.RunAsync(id, instance, (m, move, _) => MoveCommands.Retry(m, move))).For(Access.Operator);
        routes.MapPost("/v1/maintenances/{id}/moves/{instance}/destination", SendAsync).For(Access.Operator);
    }

    private static async Task<IResult> ListAsync(string id, string? state, IMaintenanceStore store, TimeProvider clock)
    {
        var errors = new List<RequestError>();
        var states = QueryWords.Of<MoveState>("state", state, errors);
        if (errors.Count > 0)
            return Problems.Invalid(errors);
        if (await store.FindAsync(id) is null)
            return CommandRunner.NotFound(id);
        return Results.Ok(new MovesJson([.. (await store.MovesAsync(id)).Where(m => states.Count == 0 || states.Contains(m.State)).Select(m => MoveJson.Of(m, clock.GetUtcNow()))]));
    }

    private static async Task<IResult> ShowAsync(string id, string instance, IMaintenanceStore store, TimeProvider clock)
    {
        if (await store.FindAsync(id) is not { } stored)
            return CommandRunner.NotFound(id);
        var moves = await store.MovesAsync(id);
        return Results.Ok(MoveJson.Of(moves.Named(instance) ?? throw new UnknownMoveException(stored.Maintenance, instance, moves), clock.GetUtcNow()));
    }

    private static async Task<IResult> SendAsync(
        string id, string instance, DestinationRequest body, IMaintenanceStore store, PlanMaker plans, CommandRunner run, TimeProvider clock, CancellationToken cancel)
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
        return await run.RunAsync(id, instance, (now, was, at) => MoveCommands.Send(now, was, destination, at));
    }
}

internal sealed record MovesJson(IReadOnlyList<MoveJson> Moves);

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Planning.Model;
using Respite.Server.Auth;
using Respite.Server.Inventory;

namespace Respite.Server.Api;

internal static class PlanRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/plans", PlanAsync).For(Access.Reader).WithMetadata(new ChangesNothing());

    private static async Task<IResult> PlanAsync(PlanRequest request, PlanMaker plans, CancellationToken cancel)
    {
        var made = await plans.MakeAsync(request.Host, request.Policy ?? new DrainPolicy(), request.With ?? [], maintenanceId: null, cancel);
        if (request.Explain is not { } instance)
            return Results.Ok(PlanJson.Of(made.Plan));
        return ExplanationJson.Of(made, instance) is { } explanation
            ? Results.Ok(PlanJson.Of(made.Plan) with { Explanation = explanation })
            : Problems.Of(StatusCodes.Status404NotFound, "No such instance",
                $"{request.Host} has no instance {instance}, or several of that name; its instances: {string.Join(", ", made.Instances.Select(i => i.Name).Order(StringComparer.Ordinal))}.");
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.Api.Documents;
using Respite.Server.Api.Listing;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;
using Respite.Server.Inventory;
using Respite.Server.Plans;
using Respite.Server.Policies;

namespace Respite.Server.Api;

internal static class PlanRoutes
{
    private const string Store = "store";
    private const int MaxPage = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/plans", PlanAsync).For(Access.Reader).WithMetadata(new ChangesNothing(Unless: Store)).Creates()
            .Answers<PlanJson>().Answers<StoredPlanJson>(StatusCodes.Status201Created).Refuses(403, 404, 422)
            .WithSummary("Plans a host. Changes nothing; a plan that is not feasible is an answer too, with its blockers and what would make room. With store=true the plan is kept (201), for an operator to start as it is.");
        routes.MapPost("/v1/plans/together", PlanTogetherAsync).For(Access.Reader).WithMetadata(new ChangesNothing()).Answers<JointPlanJson>().Refuses(404, 422)
            .WithSummary("Plans several hosts as one: can they be emptied at the same time, and what would the others look like? Changes nothing. No spare host is used.");
        routes.MapGet("/v1/plans", ListAsync).For(Access.Reader).Answers<StoredPlansJson>().WithSummary("Lists the plans that were kept. Newest first.");
        routes.MapGet("/v1/plans/{id}", ShowAsync).For(Access.Reader).Answers<StoredPlanJson>().WithSummary("Shows a plan that was kept.");
    }

    private static async Task<IResult> PlanAsync(
        HttpContext context, PlanRequest request, [Description("The plan is kept, and can be started as it is. That takes an operator.")] bool? store, PolicyChoice policies, PlanMaker plans, PlanStore kept, TimeProvider clock, CancellationToken cancel)
    {
        if (store == true && Caller.Of(context).Access < Access.Operator)
            return Problems.Of(StatusCodes.Status403Forbidden, "Not allowed", "To keep a plan takes the access of operator; without store it is only shown.");
        var (chosen, with) = (await policies.OfAsync(request.Policy, request.PolicyName), request.With ?? []);
        var made = await plans.MakeAsync(request.Host, chosen.Policy, with, maintenanceId: null, cancel);
        var plan = PlanJson.Of(made.Plan);
        if (request.Explain is { } instance)
        {
            if (ExplanationJson.Of(made, instance) is not { } explanation)
                return Problems.Of(StatusCodes.Status404NotFound, "No such instance",
                    $"{request.Host} has no instance {instance}, or several of that name; its instances: {string.Join(", ", made.Instances.Select(i => i.Name).Order(StringComparer.Ordinal))}.");
            plan = plan with { Explanation = explanation };
        }
        if (store != true)
            return Results.Ok(plan);
        var now = clock.GetUtcNow();
        var stored = StoredPlan.Of(made, chosen, with, Caller.Of(context).UserName, now) with { Id = ReservedId.Of(context, now) };
        if (await kept.FindAsync(stored.Id) is { } before)
            stored = before;
        else
            await kept.InsertAsync(stored);
        return Results.Created($"/v1/plans/{stored.Id}", StoredPlanJson.Of(stored) with { Plan = plan });
    }

    private static async Task<IResult> PlanTogetherAsync(JointPlanRequest request, PolicyChoice policies, PlanMaker plans, CancellationToken cancel)
    {
        var chosen = await policies.OfAsync(request.Policy, request.PolicyName);
        return Results.Ok(JointPlanJson.Of(await plans.MakeTogetherAsync(request.Hosts, chosen.Policy, cancel)));
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, [Description("Only of this compute host.")] string? host, [Range(1, MaxPage)] int? limit, string? marker, [FieldsOf(typeof(StoredPlanLineJson))] string? fields, PlanStore kept)
    {
        if (marker is not null && await kept.FindAsync(marker) is null)
            return Problems.Invalid([Page.UnknownMarker(marker)]);
        var most = limit ?? 100;
        var (plans, next) = Page.Cut(await kept.ListAsync(host, marker, most + 1), most, context.Request, plan => plan.Id);
        return Page.Answer(context, new StoredPlansJson([.. plans.Select(StoredPlanLineJson.Of)]) { PlansLinks = next }, "plans", fields);
    }

    private static async Task<IResult> ShowAsync(string id, PlanStore kept) =>
        await kept.FindAsync(id) is { } stored ? Results.Ok(StoredPlanJson.Of(stored)) : NotFound(id);

    public static IResult NotFound(string id) =>
        Problems.Of(StatusCodes.Status404NotFound, "No such plan", $"There is no stored plan {id}; GET /v1/plans lists them.");
}

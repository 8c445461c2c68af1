using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Http;
using Respite.Server.WatcherApi.Views;

namespace Respite.Server.WatcherApi;

/// <summary>Goals and strategies: what there is.</summary>
internal static class CatalogueRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/watcher/v1/goals", (HttpContext context) => Goals(context, detail: false)).Lists();
        routes.MapGet("/watcher/v1/goals/detail", (HttpContext context) => Goals(context, detail: true)).Lists();
        routes.MapGet("/watcher/v1/goals/{named}", (HttpContext context, string named) =>
            GoalView.Resource.One(context, GoalView.Of(Goal.Find(named) ?? throw Faults.NotFound("goal", named)))).ForAdmin();
        routes.MapGet("/watcher/v1/strategies", (HttpContext context) => Strategies(context, detail: false)).Lists();
        routes.MapGet("/watcher/v1/strategies/detail", (HttpContext context) => Strategies(context, detail: true)).Lists();
        routes.MapGet("/watcher/v1/strategies/{named}", (HttpContext context, string named) =>
            StrategyView.Resource.One(context, StrategyView.Of(Find(named)))).ForAdmin();
        routes.MapGet("/watcher/v1/strategies/{named}/state", (string named) => Resource.Answer(StrategyView.State(Find(named)))).ForAdmin();
    }

    private static IResult Goals(HttpContext context, bool detail) => GoalView.Resource.List(context, Goal.All.Select(GoalView.Of), detail);

    private static IResult Strategies(HttpContext context, bool detail)
    {
        var goal = context.Request.Query["goal"].ToString();
        return StrategyView.Resource.List(context, Strategy.All.Where(s => goal.Length == 0 || s.Goal == Goal.Find(goal)?.Name).Select(StrategyView.Of), detail, "goal");
    }

    private static Strategy Find(string named) => Strategy.Find(named) ?? throw Faults.NotFound("strategy", named);
}

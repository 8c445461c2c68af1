using Microsoft.AspNetCore.Http;
using Respite.Server.WatcherApi.Catalogue;

namespace Respite.Server.WatcherApi;

/// <summary>A list's filters by goal and strategy, each an id or a name. One that names nothing lets nothing through.</summary>
internal sealed class CatalogueFilter(HttpContext context)
{
    public static IReadOnlyList<string> Words { get; } = ["goal", "strategy"];

    private readonly string goal = context.Request.Query["goal"].ToString();
    private readonly string strategy = context.Request.Query["strategy"].ToString();

    public bool LetsThrough(string goalName, string? strategyName) =>
        (goal.Length == 0 || Goal.Find(goal)?.Name == goalName) && (strategy.Length == 0 || (strategyName is not null && Strategy.Find(strategy)?.Name == strategyName));
}

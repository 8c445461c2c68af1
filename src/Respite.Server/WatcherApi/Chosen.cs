using System.Text.Json.Nodes;
using Respite.Server.WatcherApi.Catalogue;
using Respite.Server.WatcherApi.Http;

namespace Respite.Server.WatcherApi;

/// <summary>What a request names, found or refused.</summary>
internal static class Chosen
{
    public static Goal GoalOf(string named) => Goal.Find(named) ?? throw Faults.Invalid($"There is no goal {named}.");

    /// <returns>Null: none is named.</returns>
    public static Strategy? StrategyOf(string? named, Goal goal)
    {
        if (named is not { Length: > 0 })
            return null;
        var strategy = Strategy.Find(named) ?? throw Faults.Invalid($"There is no strategy {named}.");
        return strategy.Goal == goal.Name ? strategy : throw Faults.Invalid($"'{strategy.Name}' strategy does relate to the '{goal.Name}' goal. Possible choices: {string.Join(", ", Of(goal).Select(s => s.Name))}.");
    }

    /// <summary>The one that reaches a goal where none is named.</summary>
    public static Strategy FirstOf(Goal goal) => Of(goal).FirstOrDefault() ?? throw Faults.Invalid($"No strategy reaches the goal {goal.Name}.");

    public static JsonObject Parameters(JsonObject given, Strategy strategy)
    {
        var (filled, wrong) = ParameterCheck.Of(given, strategy.ParametersSpec);
        return filled ?? throw Faults.Invalid($"Invalid parameters for strategy {strategy.Name}: {wrong}.");
    }

    private static IEnumerable<Strategy> Of(Goal goal) => Strategy.All.Where(s => s.Goal == goal.Name);
}

using Respite.Server.WatcherApi.Records;

namespace Respite.Server.WatcherApi.Running;

/// <summary>What becomes of an audit's plans when it makes a newer one.</summary>
internal static class OlderPlans
{
    /// <summary>Of those that were replaced before anybody started them, so many can be looked at: an audit that runs again and again makes one every few seconds.</summary>
    public const int Kept = 100;

    /// <summary>Those that nobody has started, as they are from now on.</summary>
    public static IReadOnlyList<Versioned<ActionPlan>> Replaced(IReadOnlyList<Versioned<ActionPlan>> older, DateTimeOffset now) =>
        [.. older.Where(o => o.Record.State == ActionPlanState.Recommended).Select(o => o with { Record = o.Record with { State = ActionPlanState.Superseded, UpdatedAt = now } })];

    /// <param name="older">In the order of creation.</param>
    /// <returns>The ids of those that are removed.</returns>
    public static IReadOnlyList<string> Forgotten(IReadOnlyList<Versioned<ActionPlan>> older) =>
        [.. older.Where(o => o.Record.State == ActionPlanState.Superseded).SkipLast(Kept).Select(o => o.Record.Id)];
}

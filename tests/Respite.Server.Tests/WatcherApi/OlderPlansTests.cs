using Respite.Server.WatcherApi.Records;
using Respite.Server.WatcherApi.Running;

namespace Respite.Server.Tests.WatcherApi;

/// <summary>An audit that runs again and again does not fill the state with plans that nobody started.</summary>
public sealed class OlderPlansTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Of_those_that_were_replaced_the_newest_are_kept_and_of_those_that_were_started_all()
    {
        var older = Enumerable.Range(0, OlderPlans.Kept + 3).Select(n => Plan($"replaced-{n}", ActionPlanState.Superseded)).ToList();
        older.Insert(0, Plan("started", ActionPlanState.Succeeded));
        older.Add(Plan("newest", ActionPlanState.Recommended));
        OlderPlans.Forgotten(older).ShouldBe(["replaced-0", "replaced-1", "replaced-2"]);
        OlderPlans.Forgotten([.. older.TakeLast(OlderPlans.Kept)]).ShouldBeEmpty();
    }

    [Fact]
    public void Only_what_nobody_has_started_is_replaced()
    {
        var replaced = OlderPlans.Replaced([Plan("a", ActionPlanState.Ongoing), Plan("b", ActionPlanState.Recommended), Plan("c", ActionPlanState.Failed)], Now);
        replaced.Select(p => (p.Record.Id, p.Record.State, p.Record.UpdatedAt)).ShouldBe([("b", ActionPlanState.Superseded, Now)]);
    }

    private static Versioned<ActionPlan> Plan(string id, ActionPlanState state) => new(new ActionPlan { Id = id, AuditId = "a-1", Strategy = "dummy", State = state, Actions = [], CreatedAt = Now }, 1);
}

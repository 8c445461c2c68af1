using Respite.Server.Store;
using Respite.Server.WatcherApi.Records;

namespace Respite.Server.Tests.Store;

public abstract partial class StoreTests
{
    private static readonly Audit SomeAudit = new() { Id = "a-1", Name = "one", Type = AuditType.Continuous, Goal = "dummy", Strategy = "dummy", Parameters = new() { ["para1"] = 2 }, Interval = "60", CreatedAt = Now };

    [Fact]
    public async Task An_audit_is_due_when_its_time_has_come_and_is_written_on_what_was_read()
    {
        var watcher = new WatcherStore(Database);
        (await watcher.InsertAsync(SomeAudit, Now.AddSeconds(5))).ShouldBeTrue();
        (await watcher.InsertAsync(SomeAudit with { Id = "a-2" }, null)).ShouldBeFalse("the name is taken");
        (await watcher.InsertAsync(SomeAudit with { Id = "a-2", Name = "two" }, null)).ShouldBeTrue();
        (await watcher.DueAuditsAsync(Now)).ShouldBeEmpty();
        var due = (await watcher.DueAuditsAsync(Now.AddSeconds(5))).ShouldHaveSingleItem();
        StoreJson.Write(due.Record).ShouldBe(StoreJson.Write(SomeAudit));
        (await watcher.UpdateAsync(due, due.Record with { State = AuditState.Ongoing }, Now.AddMinutes(1))).ShouldBeTrue();
        (await watcher.UpdateAsync(due, due.Record with { State = AuditState.Cancelled }, null)).ShouldBeFalse("another has written it since");
        (await watcher.FindAuditAsync("one"))!.Record.State.ShouldBe(AuditState.Ongoing);
        (await watcher.DueAuditsAsync(Now.AddSeconds(5))).ShouldBeEmpty();
        await watcher.DeleteAuditAsync("a-1");
        (await watcher.FindAuditAsync("a-1")).ShouldBeNull();
    }

    [Fact]
    public async Task An_audit_is_concluded_with_its_plan_or_not_at_all()
    {
        var watcher = new WatcherStore(Database);
        await watcher.InsertAsync(SomeAudit, Now);
        var read = (await watcher.FindAuditAsync("a-1"))!;
        var first = new ActionPlan { Id = "p-1", AuditId = "a-1", Strategy = "dummy", Actions = [new PlanAction { Id = "x", Type = PlanAction.Nop }], CreatedAt = Now };
        (await watcher.ConcludeAsync(read, read.Record with { State = AuditState.Ongoing }, null, first, [], [])).ShouldBeTrue();
        (await watcher.ConcludeAsync(read, read.Record, null, first with { Id = "p-2" }, [], [])).ShouldBeFalse("somebody has written the audit since");
        var stored = (await watcher.PlansAsync("a-1")).ShouldHaveSingleItem();
        stored.Record.Actions.ShouldHaveSingleItem().Id.ShouldBe("x");
        (await watcher.OpenPlansAsync()).ShouldBeEmpty();

        var next = (await watcher.FindAuditAsync("a-1"))!;
        (await watcher.ConcludeAsync(next, next.Record, null, first with { Id = "p-2", State = ActionPlanState.Pending }, [stored with { Record = stored.Record with { State = ActionPlanState.Superseded } }], [])).ShouldBeTrue();
        (await watcher.PlansAsync()).Select(p => (p.Record.Id, p.Record.State)).ShouldBe([("p-1", ActionPlanState.Superseded), ("p-2", ActionPlanState.Pending)]);
        (await watcher.OpenPlansAsync()).ShouldHaveSingleItem().Record.Id.ShouldBe("p-2");
        var last = (await watcher.FindAuditAsync("a-1"))!;
        (await watcher.ConcludeAsync(last, last.Record, null, null, [], ["p-1"])).ShouldBeTrue();
        (await watcher.FindPlanAsync("p-1")).ShouldBeNull();
        await watcher.DeletePlanAsync("p-2");
        (await watcher.PlansAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Templates_have_names_of_their_own()
    {
        var watcher = new WatcherStore(Database);
        var template = new AuditTemplate { Id = "t-1", Name = "one", Goal = "dummy", CreatedAt = Now };
        (await watcher.InsertAsync(template)).ShouldBeTrue();
        (await watcher.InsertAsync(template with { Id = "t-2" })).ShouldBeFalse();
        (await watcher.InsertAsync(template with { Id = "t-2", Name = "two" })).ShouldBeTrue();
        (await watcher.UpdateAsync(template with { Name = "two" })).ShouldBeFalse();
        (await watcher.UpdateAsync(template with { Description = "changed" })).ShouldBeTrue();
        (await watcher.TemplatesAsync()).Select(t => (t.Id, t.Description)).ShouldBe([("t-1", "changed"), ("t-2", null)]);
        await watcher.DeleteTemplateAsync("t-1");
        (await watcher.TemplatesAsync()).ShouldHaveSingleItem().Id.ShouldBe("t-2");
    }
}

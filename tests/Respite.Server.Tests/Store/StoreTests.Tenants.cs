using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Store;
using Respite.Server.Tenants;

namespace Respite.Server.Tests.Store;

public abstract partial class StoreTests
{
    [Fact]
    public async Task A_project_is_shown_its_own_moves_of_open_maintenances_page_by_page()
    {
        var (open, ended) = (Some("compute-01"), Some("compute-02"));
        await Store.InsertAsync(open, []);
        await Store.InsertAsync(ended, []);
        await CommitAsync((await Store.FindAsync(open.Id))!, open, Of("p-1", "i-1"), Of("p-2", "i-2"), Of("p-1", "i-3"), Of("p-1", "i-4"));
        await CommitAsync((await Store.FindAsync(ended.Id))!, ended.To(MaintenanceState.Failed, "no", Now), Of("p-1", "i-5"));
        (await Ids("p-1", null, 2)).ShouldBe(["i-1", "i-3"]);
        (await Ids("p-1", "i-3", 2)).ShouldBe(["i-4"]);
        (await Ids("p-2", null, 9)).ShouldBe(["i-2"]);
        (await Ids("", null, 9)).ShouldBeEmpty();

        async Task<IEnumerable<string>> Ids(string project, string? after, int limit) =>
            (await new TenantStore(Database).InstancesAsync(project, after, limit, Now)).Select(own => own.InstanceId);
    }

    [Fact]
    public async Task A_project_is_told_of_its_own_instances_and_of_no_others()
    {
        var m = Some("compute-01");
        await Store.InsertAsync(m, [Journal.Line(m, Now, "maintenance.created", "asked for")]);
        await Store.CommitAsync((await Store.FindAsync(m.Id))!, Now, _ => new MaintenanceChange(m, [Of("p-1", "i-1"), Of("p-2", "i-2")], [Told("i-1", "move.submitting"), Told("i-2", "move.submitting"), Told("i-1", "move.running"), Told("i-1", "move.done")], Now));
        var tenants = new TenantStore(Database);
        var told = await tenants.EventsAsync("p-1", 0, 9, newestFirst: false);
        told.Select(e => (e.InstanceId, e.Type)).ShouldBe([("i-1", OwnState.UnderWay), ("i-1", OwnState.Done)]);
        (await tenants.EventsAsync("p-1", told[0].Seq, 9, newestFirst: false)).ShouldBe([told[1]]);
        (await tenants.EventsAsync("p-1", 0, 1, newestFirst: true)).ShouldBe([told[1]]);

        JournalEvent Told(string instance, string type) => Journal.Line(m, Now, type, "compute-02 has room") with { InstanceId = instance, InstanceName = instance };
    }

    [Fact]
    public async Task What_is_scheduled_is_shown_until_it_begins()
    {
        var m = Some("compute-01") with { NotBefore = Now.AddDays(1), NotAfter = Now.AddDays(2) };
        await Store.InsertAsync(m, []);
        var (forecasts, tenants) = (new ForecastStore(Database), new TenantStore(Database));
        (await forecasts.ClaimAsync(Now, TimeSpan.FromMinutes(1))).ShouldBe(m.Id);
        (await forecasts.ClaimAsync(Now, TimeSpan.FromMinutes(1))).ShouldBeNull("its forecast is new");
        await forecasts.WriteAsync(m, [Planned("i-gone"), Planned("i-1")]);
        await forecasts.WriteAsync(m, [Planned("i-1"), Planned("i-2") with { ProjectId = "p-2" }]);
        var own = (await tenants.InstancesAsync("p-1", null, 9, Now)).Single();
        (own.InstanceId, own.State, own.BeginsAt, own.EndsBy, own.ExpectedSeconds).ShouldBe(("i-1", OwnState.Planned, m.NotBefore, m.NotAfter, 40));
        await forecasts.ForgetAsync();
        (await tenants.InstancesAsync("p-1", null, 9, Now)).ShouldHaveSingleItem();

        await CommitAsync((await Store.FindAsync(m.Id))!, m.To(MaintenanceState.Planning, "now", Now));
        (await tenants.InstancesAsync("p-1", null, 9, Now)).ShouldBeEmpty();
        await forecasts.ForgetAsync();
        (await forecasts.ClaimAsync(Now, TimeSpan.Zero)).ShouldBeNull("it is not pending any more");
    }

    [Fact]
    public async Task A_forecast_is_made_anew_by_one_replica_when_it_is_old()
    {
        var (one, two) = (Some("compute-01"), Some("compute-02"));
        await Store.InsertAsync(one, []);
        await Store.InsertAsync(two, []);
        var (forecasts, age) = (new ForecastStore(Database), TimeSpan.FromSeconds(1));
        var first = await Task.WhenAll(forecasts.ClaimAsync(Now, age), forecasts.ClaimAsync(Now, age));
        (await forecasts.ClaimAsync(Now, age) is { } last ? first.Append(last) : first).OfType<string>().ShouldBe([one.Id, two.Id], ignoreOrder: true);
        var later = await PassAsync(Now, age);
        var claimed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => forecasts.ClaimAsync(later, age)));
        claimed.OfType<string>().ShouldBeUnique();
        claimed.ShouldContain(id => id != null);
    }

    private static Move Of(string project, string id) => SomeMove(id) with { ProjectId = project };

    private static PlannedMove Planned(string id) => new()
    {
        InstanceId = id, InstanceName = id, Status = "ACTIVE", Kind = MoveKind.LiveMigrate, Reason = "fits on compute-02", ProjectId = "p-1", EstimatedSeconds = 40,
    };
}

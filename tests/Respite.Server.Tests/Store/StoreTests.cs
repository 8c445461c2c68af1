using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Plans;
using Respite.Server.Policies;
using Respite.Server.Store;

namespace Respite.Server.Tests.Store;

/// <summary>What holds for the state whatever the engine.</summary>
public abstract partial class StoreTests
{
    private protected static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private protected abstract IDatabase Database { get; }

    private protected IMaintenanceStore Store => new MaintenanceStore(Database);

    /// <summary>Lets so much time pass for the leases.</summary>
    private protected abstract Task<DateTimeOffset> PassAsync(DateTimeOffset now, TimeSpan time);

    [Fact]
    public async Task What_is_stored_is_read_back_whole()
    {
        var m = Some("compute-01") with
        {
            Original = new OriginalService(false, "operator: disk swap"),
            Policy = new DrainPolicy { Ladder = [LadderRung.Wait, LadderRung.Ask], Accept = ["vm-1"] },
        };
        await Store.InsertAsync(m, [.. Journal.Of(null, m, Now)]);
        var stored = (await Store.FindAsync(m.Id))!;
        stored.Maintenance.Original.ShouldBe(m.Original);
        stored.Maintenance.Policy.Ladder.ShouldBe(m.Policy.Ladder);
        stored.Maintenance.Policy.Accept.ShouldBe(["vm-1"]);

        var move = SomeMove("i-1") with { Resources = ResourceVector.Of(("VCPU", 2)), Excluded = ["compute-02"], Addresses = ["net 10.0.0.1"] };
        await CommitAsync(stored, m, move);
        var back = (await Store.MovesAsync(m.Id)).Single();
        back.Resources.ShouldBe(move.Resources);
        back.Excluded.ShouldBe(move.Excluded);
        back.Addresses.ShouldBe(move.Addresses);
        (await Store.EventsAsync(0, m.Id, 10)).Single().Type.ShouldBe("maintenance.created");
    }

    [Fact]
    public async Task A_second_open_maintenance_of_a_host_is_refused_and_a_later_one_is_not()
    {
        var first = Some("compute-01");
        await Store.InsertAsync(first, []);
        await Should.ThrowAsync<HostBusyException>(() => Store.InsertAsync(Some("compute-01"), []));
        await Store.InsertAsync(Some("compute-02"), []);
        await CommitAsync((await Store.FindAsync(first.Id))!, first.To(MaintenanceState.Failed, "no", Now));
        await Store.InsertAsync(Some("compute-01"), []);
    }

    [Fact]
    public async Task A_write_on_what_has_changed_since_is_refused_and_leaves_nothing()
    {
        var m = Some("compute-01");
        await Store.InsertAsync(m, []);
        var basis = (await Store.FindAsync(m.Id))!;
        await CommitAsync(basis, m);
        await Should.ThrowAsync<StaleWriteException>(() => CommitAsync(basis, m, SomeMove("i-1")));
        (await Store.MovesAsync(m.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replica_that_has_lost_its_lease_writes_nothing()
    {
        var m = Some("compute-01");
        await Store.InsertAsync(m, []);
        var lease = TimeSpan.FromSeconds(2);
        var mine = (await Store.ClaimDueAsync("first", Now, lease, [])).Single();
        (await Store.ClaimDueAsync("second", Now, lease, [])).ShouldBeEmpty();
        var later = await PassAsync(Now, lease);
        var theirs = (await Store.ClaimDueAsync("second", later, lease, [])).Single();
        theirs.Epoch.ShouldBeGreaterThan(mine.Epoch);
        await Should.ThrowAsync<StaleWriteException>(() => CommitAsync(mine, m));
        await Should.ThrowAsync<StaleWriteException>(() => CommitAsync(theirs with { Epoch = mine.Epoch }, m));
        await CommitAsync(theirs, m);
    }

    [Fact]
    public async Task Moves_in_flight_of_other_maintenances_are_seen_in_the_writing_transaction()
    {
        var (one, two) = (Some("compute-01"), Some("compute-02"));
        await Store.InsertAsync(one, []);
        await Store.InsertAsync(two, []);
        await CommitAsync((await Store.FindAsync(one.Id))!, one, SomeMove("i-1") with { State = MoveState.Running }, SomeMove("i-2"));
        IReadOnlyList<Move> seen = [];
        await Store.CommitAsync((await Store.FindAsync(two.Id))!, Now, others =>
        {
            seen = others;
            return new MaintenanceChange(two, [], [], Now);
        });
        seen.Single().InstanceId.ShouldBe("i-1");

        await CommitAsync((await Store.FindAsync(one.Id))!, one with { State = MaintenanceState.Cancelled });
        await Store.CommitAsync((await Store.FindAsync(two.Id))!, Now, others =>
        {
            seen = others;
            return new MaintenanceChange(two, [], [], Now);
        });
        seen.ShouldBeEmpty("nobody would ever give back the slot of a move that its cancelled maintenance has left under way");
    }

    [Fact]
    public async Task Moves_of_the_newest_maintenances_are_found_whether_ended_or_not()
    {
        foreach (var (host, state) in new[] { ("compute-01", MaintenanceState.Planning), ("compute-02", MaintenanceState.Failed), ("compute-03", MaintenanceState.Planning) })
        {
            var m = Some(host) with { Id = "id-of-" + host };
            await Store.InsertAsync(m, []);
            await CommitAsync((await Store.FindAsync(m.Id))!, m.To(state, "test", Now), SomeMove("i-of-" + host));
        }
        (await Store.MovesOfNewestAsync(2)).Select(move => move.InstanceId).ShouldBe(["i-of-compute-02", "i-of-compute-03"], ignoreOrder: true);
    }

    [Fact]
    public async Task Stored_plans_are_listed_newest_first_and_read_back_whole()
    {
        var plans = new PlanStore(Database);
        foreach (var (id, host) in new[] { ("1", "compute-01"), ("2", "compute-02"), ("3", "compute-01") })
            await plans.InsertAsync(SomePlan(id, host));
        (await plans.ListAsync(null, null, 2)).Select(p => p.Id).ShouldBe(["3", "2"]);
        (await plans.ListAsync(null, "2", 2)).Select(p => p.Id).ShouldBe(["1"]);
        (await plans.ListAsync("compute-01", null, 9)).Select(p => p.Id).ShouldBe(["3", "1"]);
        (await plans.FindAsync("4")).ShouldBeNull();
        StoreJson.Write((await plans.FindAsync("2"))!).ShouldBe(StoreJson.Write(SomePlan("2", "compute-02")));
    }

    [Fact]
    public async Task Plans_older_than_a_time_are_removed()
    {
        var plans = new PlanStore(Database);
        var ids = new[] { -2, -1, 0, 1 }.Select(hours => Guid.CreateVersion7(Now.AddHours(hours)).ToString()).ToList();
        foreach (var id in ids)
            await plans.InsertAsync(SomePlan(id, "compute-01"));
        (await plans.RemoveAsync(Now), await plans.RemoveAsync(Now)).ShouldBe((2, 0));
        (await plans.ListAsync(null, null, 9)).Select(p => p.Id).ShouldBe([ids[3], ids[2]]);
    }

    [Fact]
    public async Task One_policy_at_most_is_the_default()
    {
        var policies = new PolicyStore(Database);
        (await policies.DefaultAsync()).ShouldBeNull();
        (await policies.PutAsync(SomePolicy("a", isDefault: true))).ShouldBeTrue();
        (await policies.PutAsync(SomePolicy("b", isDefault: true))).ShouldBeTrue();
        (await policies.ListAsync()).Select(p => (p.Name, p.IsDefault)).ShouldBe([("a", false), ("b", true)]);
        (await policies.PutAsync(SomePolicy("b", isDefault: false))).ShouldBeFalse();
        (await policies.DefaultAsync()).ShouldBeNull();
        (await policies.FindAsync("b"))!.Policy.Ladder.ShouldBe([LadderRung.Wait, LadderRung.Ask]);
        (await policies.DeleteAsync("b"), await policies.DeleteAsync("b")).ShouldBe((true, false));
    }

    [Fact]
    public async Task A_list_holds_what_matches_all_that_was_asked_for()
    {
        var m = Some("compute-01") with { Ticket = "CHG-1", Metadata = new Dictionary<string, string> { ["rack"] = "4", ["row"] = "b" } };
        await Store.InsertAsync(m, []);
        await Store.InsertAsync(Some("compute-02") with { CreatedAt = Now.AddDays(1), Metadata = new Dictionary<string, string> { ["rack"] = "4" } }, []);
        await CommitAsync((await Store.FindAsync(m.Id))!, m.To(MaintenanceState.Failed, "no", Now));

        (await Hosts(new())).ShouldBe(["compute-01", "compute-02"], ignoreOrder: true);
        (await Hosts(new() { Host = "compute-02" })).ShouldBe(["compute-02"]);
        (await Hosts(new() { Ticket = "CHG-1" })).ShouldBe(["compute-01"]);
        (await Hosts(new() { Open = true })).ShouldBe(["compute-02"]);
        (await Hosts(new() { Open = false })).ShouldBe(["compute-01"]);
        (await Hosts(new() { States = [MaintenanceState.Failed, MaintenanceState.Draining] })).ShouldBe(["compute-01"]);
        (await Hosts(new() { Since = Now.AddHours(1) })).ShouldBe(["compute-02"]);
        (await Hosts(new() { Until = Now.AddDays(1) })).ShouldBe(["compute-01"]);
        (await Hosts(new() { Metadata = [new("rack", "4")] })).ShouldBe(["compute-02", "compute-01"], ignoreOrder: true);
        (await Hosts(new() { Metadata = [new("rack", "4"), new("row", "b")] })).ShouldBe(["compute-01"]);
        (await Hosts(new() { Metadata = [new("rack", "5")] })).ShouldBeEmpty();

        async Task<IEnumerable<string>> Hosts(MaintenanceFilter filter) => (await Store.ListAsync(filter, null, 10)).Select(stored => stored.Maintenance.Host);
    }

    [Fact]
    public async Task One_that_has_ended_is_open_again_only_if_its_host_has_no_other()
    {
        var first = Some("compute-01");
        await Store.InsertAsync(first, []);
        await CommitAsync((await Store.FindAsync(first.Id))!, first.To(MaintenanceState.Failed, "no", Now));
        await Store.InsertAsync(Some("compute-01"), []);
        var failed = (await Store.FindAsync(first.Id))!;
        await Should.ThrowAsync<HostBusyException>(() => CommitAsync(failed, failed.Maintenance.To(MaintenanceState.Pending, "again", Now)));
        (await Store.FindAsync(first.Id))!.Maintenance.State.ShouldBe(MaintenanceState.Failed);
    }

    private protected static Maintenance Some(string host) => new()
    {
        Id = Guid.CreateVersion7().ToString(), Host = host, Policy = new DrainPolicy(), CreatedAt = Now, CreatedBy = "test",
    };

    private static NamedPolicy SomePolicy(string name, bool isDefault) => new(name, "", isDefault, Now, "test", new DrainPolicy { Ladder = [LadderRung.Wait, LadderRung.Ask] });

    private static StoredPlan SomePlan(string id, string host) => new()
    {
        Id = id,
        CreatedAt = Now,
        Policy = new DrainPolicy { Only = ["name:web-*"] },
        Instances = [new SeenInstance("i-1", "vm-1", "ACTIVE", ResourceVector.Of(("VCPU", 2)))],
        Plan = new DrainPlan
        {
            Host = host, Feasible = true, Method = PlanMethod.Spread, Blockers = [], Warnings = ["mind the gap"],
            Moves = [new PlannedMove { InstanceId = "i-1", InstanceName = "vm-1", Status = "ACTIVE", Kind = MoveKind.LiveMigrate, Reason = "fits", Resources = ResourceVector.Of(("VCPU", 2)) }],
        },
    };

    private static Move SomeMove(string id) => new() { InstanceId = id, InstanceName = id, Kind = MoveKind.LiveMigrate, Source = "compute-01" };

    private Task CommitAsync(StoredMaintenance basis, Maintenance next, params Move[] moves) =>
        Store.CommitAsync(basis, Now, _ => new MaintenanceChange(next, moves, [], Now));
}

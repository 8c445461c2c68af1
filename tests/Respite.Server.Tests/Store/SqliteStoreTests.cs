using Respite.Planning.Model;
using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Tests.Store;

public sealed class SqliteStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("respite-store-").FullName;
    private SqliteStore store = null!;

    public async ValueTask InitializeAsync() => store = await SqliteStore.OpenAsync(Path.Combine(folder, "respite.db"));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_stored_is_read_back_whole()
    {
        var m = Some("compute-01") with
        {
            Original = new OriginalService(false, "operator: disk swap"),
            Policy = new DrainPolicy { Ladder = [LadderRung.Wait, LadderRung.Ask], Accept = ["vm-1"] },
        };
        await store.InsertAsync(m, [.. Journal.Of(null, m, Now)]);
        var stored = (await store.FindAsync(m.Id))!;
        stored.Maintenance.Original.ShouldBe(m.Original);
        stored.Maintenance.Policy.Ladder.ShouldBe(m.Policy.Ladder);
        stored.Maintenance.Policy.Accept.ShouldBe(["vm-1"]);

        var move = SomeMove("i-1") with { Resources = ResourceVector.Of(("VCPU", 2)), Excluded = ["compute-02"], Addresses = ["net 10.0.0.1"] };
        await CommitAsync(stored, m, move);
        var back = (await store.MovesAsync(m.Id)).Single();
        back.Resources.ShouldBe(move.Resources);
        back.Excluded.ShouldBe(move.Excluded);
        back.Addresses.ShouldBe(move.Addresses);
        (await store.EventsAsync(0, m.Id, 10)).Single().Type.ShouldBe("maintenance.created");
    }

    [Fact]
    public async Task A_second_open_maintenance_of_a_host_is_refused_and_a_later_one_is_not()
    {
        var first = Some("compute-01");
        await store.InsertAsync(first, []);
        await Should.ThrowAsync<HostBusyException>(() => store.InsertAsync(Some("compute-01"), []));
        await store.InsertAsync(Some("compute-02"), []);
        await CommitAsync((await store.FindAsync(first.Id))!, first.To(MaintenanceState.Failed, "no", Now));
        await store.InsertAsync(Some("compute-01"), []);
    }

    [Fact]
    public async Task A_write_on_what_has_changed_since_is_refused_and_leaves_nothing()
    {
        var m = Some("compute-01");
        await store.InsertAsync(m, []);
        var basis = (await store.FindAsync(m.Id))!;
        await CommitAsync(basis, m);
        await Should.ThrowAsync<StaleWriteException>(() => CommitAsync(basis, m, SomeMove("i-1")));
        (await store.MovesAsync(m.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replica_that_has_lost_its_lease_writes_nothing()
    {
        var m = Some("compute-01");
        await store.InsertAsync(m, []);
        var mine = (await store.ClaimDueAsync("first", Now, TimeSpan.FromSeconds(30), [])).Single();
        (await store.ClaimDueAsync("second", Now.AddSeconds(29), TimeSpan.FromSeconds(30), [])).ShouldBeEmpty();
        var theirs = (await store.ClaimDueAsync("second", Now.AddSeconds(31), TimeSpan.FromSeconds(30), [])).Single();
        theirs.Epoch.ShouldBeGreaterThan(mine.Epoch);
        await Should.ThrowAsync<StaleWriteException>(() => CommitAsync(mine, m));
        await Should.ThrowAsync<StaleWriteException>(() => CommitAsync(theirs with { Epoch = mine.Epoch }, m));
        await CommitAsync(theirs, m);
    }

    [Fact]
    public async Task Moves_in_flight_of_other_maintenances_are_seen_in_the_writing_transaction()
    {
        var (one, two) = (Some("compute-01"), Some("compute-02"));
        await store.InsertAsync(one, []);
        await store.InsertAsync(two, []);
        await CommitAsync((await store.FindAsync(one.Id))!, one, SomeMove("i-1") with { State = MoveState.Running }, SomeMove("i-2"));
        IReadOnlyList<Move> seen = [];
        await store.CommitAsync((await store.FindAsync(two.Id))!, Now, others =>
        {
            seen = others;
            return new MaintenanceChange(two, [], [], Now);
        });
        seen.Single().InstanceId.ShouldBe("i-1");
    }

    [Fact]
    public async Task A_damaged_file_is_named_and_left_as_it_is()
    {
        var path = Path.Combine(folder, "damaged.db");
        await File.WriteAllTextAsync(path, "this is no database, and was never one: " + new string('x', 4096));
        var before = await File.ReadAllBytesAsync(path);
        (await Should.ThrowAsync<StateException>(() => SqliteStore.OpenAsync(path))).Message.ShouldContain(path);
        (await File.ReadAllBytesAsync(path)).ShouldBe(before);
    }

    [Fact]
    public void A_state_directory_has_one_process()
    {
        using var held = StateLock.Take(folder);
        Should.Throw<StateException>(() => StateLock.Take(folder)).Message.ShouldContain("Another Respite process");
    }

    private static Maintenance Some(string host) => new()
    {
        Id = Guid.CreateVersion7().ToString(), Host = host, Policy = new DrainPolicy(), CreatedAt = Now, CreatedBy = "test",
    };

    private static Move SomeMove(string id) => new() { InstanceId = id, InstanceName = id, Kind = MoveKind.LiveMigrate, Source = "compute-01" };

    private Task CommitAsync(StoredMaintenance basis, Maintenance next, params Move[] moves) =>
        store.CommitAsync(basis, Now, _ => new MaintenanceChange(next, moves, [], Now));
}

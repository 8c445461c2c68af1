using Respite.Server.Maintenances;
using Respite.Server.Store;

namespace Respite.Server.Tests.Faults;

/// <summary>The real store, with a crash before or after any write, and the invariants checked at each.</summary>
internal sealed class CrashingStore(IMaintenanceStore inner, Life life, CommitInvariants invariants) : IMaintenanceStore
{
    public async Task InsertAsync(Maintenance maintenance, IReadOnlyList<JournalEvent> events)
    {
        life.Point();
        await inner.InsertAsync(maintenance, events);
        life.Point();
    }

    public async Task<CommittedChange> CommitAsync(StoredMaintenance basis, DateTimeOffset now, Func<IReadOnlyList<Move>, MaintenanceChange> decide)
    {
        life.Point();
        var before = await inner.MovesAsync(basis.Maintenance.Id);
        MaintenanceChange? change = null;
        var committed = await inner.CommitAsync(basis, now, others => change = decide(others));
        await invariants.CheckAsync(basis.Maintenance, before, change!, inner);
        life.Point();
        return committed;
    }

    public async Task<IReadOnlyList<StoredMaintenance>> ClaimDueAsync(string owner, DateTimeOffset now, TimeSpan lease, IReadOnlyList<string> busy)
    {
        life.Point();
        var claimed = await inner.ClaimDueAsync(owner, now, lease, busy);
        life.Point();
        return claimed;
    }

    public Task ReleaseAsync(string owner) => inner.ReleaseAsync(owner);

    public Task ReleaseAllAsync() => inner.ReleaseAllAsync();

    public Task<StoredMaintenance?> FindAsync(string id) => Alive(() => inner.FindAsync(id));

    public Task<StoredMaintenance?> FindOpenAsync(string host) => Alive(() => inner.FindOpenAsync(host));

    public Task<IReadOnlyList<OpenMaintenance>> ListOpenAsync() => Alive(inner.ListOpenAsync);

    public Task<int> CountAsync(MaintenanceState state) => Alive(() => inner.CountAsync(state));

    public Task<IReadOnlyList<StoredMaintenance>> ListAsync(MaintenanceFilter filter, string? before, int limit, MaintenanceOrder? order = null) =>
        Alive(() => inner.ListAsync(filter, before, limit, order));

    public Task<IReadOnlyList<Move>> MovesAsync(string maintenanceId) => Alive(() => inner.MovesAsync(maintenanceId));

    public Task<IReadOnlyList<Move>> MovesOfOthersAsync(string maintenanceId) => Alive(() => inner.MovesOfOthersAsync(maintenanceId));

    public Task<IReadOnlyList<Move>> MovesOfNewestAsync(int maintenances) => Alive(() => inner.MovesOfNewestAsync(maintenances));

    public Task<TimeSpan?> NextDueInAsync(DateTimeOffset now, IReadOnlyList<string> busy) => Alive(() => inner.NextDueInAsync(now, busy));

    public Task<IReadOnlyList<JournalEvent>> EventsAsync(long marker, string? maintenanceId, int limit, bool newestFirst = false) =>
        Alive(() => inner.EventsAsync(marker, maintenanceId, limit, newestFirst));

    public Task<long> LastEventAsync(string maintenanceId) => Alive(() => inner.LastEventAsync(maintenanceId));

    private Task<T> Alive<T>(Func<Task<T>> read) => life.IsOver ? throw new CrashException() : read();
}

using Respite.Server.Maintenances;

namespace Respite.Server.Store;

/// <summary>The durable state. The engine's every write goes through <see cref="CommitAsync"/>.</summary>
/// <remarks>At the process's edge: a database behind it, and in the fault tests the same with a crash before or after any write.</remarks>
public interface IMaintenanceStore
{
    /// <summary>Stores a new maintenance.</summary>
    /// <exception cref="HostBusyException">Its host has an open one.</exception>
    Task InsertAsync(Maintenance maintenance, IReadOnlyList<JournalEvent> events);

    Task<StoredMaintenance?> FindAsync(string id);

    Task<StoredMaintenance?> FindOpenAsync(string host);

    /// <summary>What a list of hosts shows of the open ones.</summary>
    Task<IReadOnlyList<OpenMaintenance>> ListOpenAsync();

    /// <summary>How many open maintenances are in this state, of all replicas.</summary>
    Task<int> CountAsync(MaintenanceState state);

    /// <param name="before">The marker: only those that come after this maintenance in the order.</param>
    /// <param name="order">Null: newest first.</param>
    Task<IReadOnlyList<StoredMaintenance>> ListAsync(MaintenanceFilter filter, string? before, int limit, MaintenanceOrder? order = null);

    /// <summary>The moves, in the order of the plan.</summary>
    Task<IReadOnlyList<Move>> MovesAsync(string maintenanceId);

    /// <summary>Moves of all other open maintenances that hold or are about to take room on a destination.</summary>
    Task<IReadOnlyList<Move>> MovesOfOthersAsync(string maintenanceId);

    /// <summary>The moves of the newest maintenances, open and ended ones.</summary>
    Task<IReadOnlyList<Move>> MovesOfNewestAsync(int maintenances);

    /// <summary>
    /// Decides and writes in one transaction. <paramref name="decide"/> sees the moves of other maintenances that are in
    /// flight at that instant, so that limits hold over all of them.
    /// </summary>
    /// <returns>The maintenance as it now is, with what was written.</returns>
    /// <exception cref="StaleWriteException">The row is not at the version and epoch of <paramref name="basis"/>.</exception>
    /// <exception cref="HostBusyException">It would be open again, and its host has another open one.</exception>
    Task<CommittedChange> CommitAsync(StoredMaintenance basis, DateTimeOffset now, Func<IReadOnlyList<Move>, MaintenanceChange> decide);

    /// <summary>Takes the lease on open maintenances that are due and free, or whose lease has run out.</summary>
    /// <param name="busy">Not these: a step of them is under way here.</param>
    Task<IReadOnlyList<StoredMaintenance>> ClaimDueAsync(string owner, DateTimeOffset now, TimeSpan lease, IReadOnlyList<string> busy);

    /// <summary>Ends the leases of a replica that stops: another may go on at once.</summary>
    Task ReleaseAsync(string owner);

    /// <summary>Ends every lease. Only for the sole process on this state, at its start.</summary>
    Task ReleaseAllAsync();

    /// <summary>In what time the next open maintenance that is not <paramref name="busy"/> is due; negative: it is over-due; null: there is none.</summary>
    Task<TimeSpan?> NextDueInAsync(DateTimeOffset now, IReadOnlyList<string> busy);

    /// <param name="marker">Those after this sequence number; 0: all.</param>
    /// <param name="newestFirst">Those before it, backwards.</param>
    Task<IReadOnlyList<JournalEvent>> EventsAsync(long marker, string? maintenanceId, int limit, bool newestFirst = false);

    /// <summary>The sequence number of its newest event; 0 before there is any.</summary>
    Task<long> LastEventAsync(string maintenanceId);
}

/// <summary>A maintenance with the version and epoch under which it was read; a write under others is refused.</summary>
public sealed record StoredMaintenance(Maintenance Maintenance, long Version, long Epoch)
{
    /// <summary>Under which it is worked on; without an end where it was only read.</summary>
    public Lease Lease { get; init; }
}

/// <summary>What one step wants written, all or nothing.</summary>
/// <param name="Moves">Only those that are new or have changed.</param>
public sealed record MaintenanceChange(
    Maintenance Maintenance,
    IReadOnlyList<Move> Moves,
    IReadOnlyList<JournalEvent> Events,
    DateTimeOffset WakeAt);

/// <summary>What was written.</summary>
public sealed record CommittedChange(StoredMaintenance Stored, IReadOnlyList<Move> Moves);

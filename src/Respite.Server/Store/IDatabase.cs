using System.Data.Common;

namespace Respite.Server.Store;

/// <summary>What the two engines do differently; the SQL is the same for both.</summary>
internal interface IDatabase : IAsyncDisposable
{
    /// <summary>SQL for the time that leases are counted by, in Unix milliseconds. A statement that uses it also binds <c>@at</c>, the caller's own time.</summary>
    string Clock { get; }

    /// <summary>What a SELECT ends with that takes rows to change and passes over those that another replica is about to take.</summary>
    string SkipLocked { get; }

    /// <summary>SQL: the column is none of a list that is bound as one parameter.</summary>
    string NotAmong(string column, string list);

    /// <summary>Open, with the engine's settings made.</summary>
    Task<DbConnection> ConnectAsync();

    /// <summary>Begins the one transaction that may write: what it reads of other maintenances stays so until it ends.</summary>
    Task<DbTransaction> BeginWriteAsync(DbConnection connection);

    /// <summary>The row is there already.</summary>
    bool IsDuplicate(DbException e);
}

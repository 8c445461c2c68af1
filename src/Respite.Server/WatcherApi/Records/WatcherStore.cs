using System.Data.Common;
using Dapper;
using Respite.Server.Store;

namespace Respite.Server.WatcherApi.Records;

/// <summary>A record with the version under which it was read; a write under another is refused.</summary>
internal sealed record Versioned<T>(T Record, long Version);

/// <summary>What clients of Watcher's API have made. All lists are in the order of creation: ids are UUIDs of version 7.</summary>
internal sealed class WatcherStore(IDatabase database)
{
    private const string Versions = "body AS Body, version AS Version";

    /// <returns>Whether the name was free.</returns>
    public Task<bool> InsertAsync(AuditTemplate template) => TryWriteAsync(
        "INSERT INTO watcher_templates (id, name, body) VALUES (@Id, @Name, @Body)", new { template.Id, template.Name, Body = StoreJson.Write(template) });

    /// <returns>Whether the name was free.</returns>
    public Task<bool> UpdateAsync(AuditTemplate template) => TryWriteAsync(
        "UPDATE watcher_templates SET name = @Name, body = @Body WHERE id = @Id", new { template.Id, template.Name, Body = StoreJson.Write(template) });

    public Task DeleteTemplateAsync(string id) => WriteAsync("DELETE FROM watcher_templates WHERE id = @id", new { id });

    public async Task<IReadOnlyList<AuditTemplate>> TemplatesAsync()
    {
        await using var connection = await database.ConnectAsync();
        return [.. (await connection.QueryAsync<string>("SELECT body FROM watcher_templates ORDER BY id")).Select(StoreJson.Read<AuditTemplate>)];
    }

    /// <param name="wakeAt">When it is to run; null: not by itself.</param>
    /// <returns>Whether the name was free.</returns>
    public Task<bool> InsertAsync(Audit audit, DateTimeOffset? wakeAt) => TryWriteAsync(
        "INSERT INTO watcher_audits (id, name, wake_at, version, body) VALUES (@Id, @Name, @WakeAt, 1, @Body)",
        new { audit.Id, audit.Name, WakeAt = wakeAt?.ToUnixTimeMilliseconds(), Body = StoreJson.Write(audit) });

    /// <returns>Whether nobody had written it since it was read.</returns>
    public async Task<bool> UpdateAsync(Versioned<Audit> basis, Audit audit, DateTimeOffset? wakeAt) => await WriteAsync(
        "UPDATE watcher_audits SET name = @Name, wake_at = @WakeAt, version = version + 1, body = @Body WHERE id = @Id AND version = @Version",
        new { audit.Id, audit.Name, WakeAt = wakeAt?.ToUnixTimeMilliseconds(), basis.Version, Body = StoreJson.Write(audit) }) == 1;

    public Task DeleteAuditAsync(string id) => WriteAsync("DELETE FROM watcher_audits WHERE id = @id", new { id });

    public Task<IReadOnlyList<Versioned<Audit>>> AuditsAsync() => QueryAsync<Audit>($"SELECT {Versions} FROM watcher_audits ORDER BY id", new { });

    /// <param name="named">Id or name.</param>
    public async Task<Versioned<Audit>?> FindAuditAsync(string named) =>
        await QueryAsync<Audit>($"SELECT {Versions} FROM watcher_audits WHERE id = @named OR name = @named", new { named }) is [var found, ..] ? found : null;

    public Task<IReadOnlyList<Versioned<Audit>>> DueAuditsAsync(DateTimeOffset now) => QueryAsync<Audit>(
        $"SELECT {Versions} FROM watcher_audits WHERE wake_at <= @now ORDER BY wake_at", new { now = now.ToUnixTimeMilliseconds() });

    /// <summary>Stores a plan, and in the same transaction how its audit ended, which plans it replaces and which are removed.</summary>
    /// <param name="forgotten">Ids of plans.</param>
    /// <returns>Whether nobody had written the audit since it was read; if somebody had, nothing is stored.</returns>
    public async Task<bool> ConcludeAsync(
        Versioned<Audit> basis, Audit audit, DateTimeOffset? wakeAt, ActionPlan? made, IReadOnlyList<Versioned<ActionPlan>> replaced, IReadOnlyList<string> forgotten)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        var changed = await connection.ExecuteAsync(
            "UPDATE watcher_audits SET wake_at = @WakeAt, version = version + 1, body = @Body WHERE id = @Id AND version = @Version",
            new { audit.Id, WakeAt = wakeAt?.ToUnixTimeMilliseconds(), basis.Version, Body = StoreJson.Write(audit) }, transaction);
        if (changed != 1)
            return false;
        foreach (var (plan, version) in replaced.Select(r => (r.Record, r.Version)))
            await connection.ExecuteAsync(UpdatePlan, Columns(plan, version), transaction);
        await connection.ExecuteAsync(DeletePlan, forgotten.Select(id => new { id }), transaction);
        if (made is not null)
            await connection.ExecuteAsync("INSERT INTO watcher_plans (id, audit_id, is_open, version, body) VALUES (@Id, @AuditId, @IsOpen, 1, @Body)", Columns(made, 1), transaction);
        await transaction.CommitAsync();
        return true;
    }

    /// <returns>Whether nobody had written it since it was read.</returns>
    public async Task<bool> UpdateAsync(Versioned<ActionPlan> basis, ActionPlan plan) => await WriteAsync(UpdatePlan, Columns(plan, basis.Version)) == 1;

    public Task DeletePlanAsync(string id) => WriteAsync(DeletePlan, new { id });

    /// <param name="auditId">Null: of all audits.</param>
    public Task<IReadOnlyList<Versioned<ActionPlan>>> PlansAsync(string? auditId = null) => QueryAsync<ActionPlan>(
        $"SELECT {Versions} FROM watcher_plans WHERE (@auditId IS NULL OR audit_id = @auditId) ORDER BY id", new { auditId });

    public Task<IReadOnlyList<Versioned<ActionPlan>>> OpenPlansAsync() => QueryAsync<ActionPlan>($"SELECT {Versions} FROM watcher_plans WHERE is_open = 1 ORDER BY id", new { });

    public async Task<Versioned<ActionPlan>?> FindPlanAsync(string id) =>
        (await QueryAsync<ActionPlan>($"SELECT {Versions} FROM watcher_plans WHERE id = @id", new { id })).SingleOrDefault();

    private const string DeletePlan = "DELETE FROM watcher_plans WHERE id = @id";

    private const string UpdatePlan = "UPDATE watcher_plans SET is_open = @IsOpen, version = version + 1, body = @Body WHERE id = @Id AND version = @Version";

    private static object Columns(ActionPlan plan, long version) => new { plan.Id, plan.AuditId, IsOpen = plan.State.IsOpen() ? 1 : 0, Version = version, Body = StoreJson.Write(plan) };

    private async Task<bool> TryWriteAsync(string sql, object arguments)
    {
        try
        {
            return await WriteAsync(sql, arguments) == 1;
        }
        catch (DbException e) when (database.IsDuplicate(e))
        {
            return false;
        }
    }

    /// <summary>In a writing transaction, as that wakes the other replicas.</summary>
    private async Task<int> WriteAsync(string sql, object arguments)
    {
        await using var connection = await database.ConnectAsync();
        await using var transaction = await database.BeginWriteAsync(connection);
        var changed = await connection.ExecuteAsync(sql, arguments, transaction);
        await transaction.CommitAsync();
        return changed;
    }

    private async Task<IReadOnlyList<Versioned<T>>> QueryAsync<T>(string sql, object arguments)
    {
        await using var connection = await database.ConnectAsync();
        return [.. (await connection.QueryAsync<Row>(sql, arguments)).Select(row => new Versioned<T>(StoreJson.Read<T>(row.Body), row.Version))];
    }

    private sealed record Row
    {
        public string Body { get; init; } = "";

        public long Version { get; init; }
    }
}

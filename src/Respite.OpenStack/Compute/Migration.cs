using System.Runtime.CompilerServices;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Compute;

/// <summary>Nova's record of one migration. It carries no reason: the instance action does.</summary>
/// <param name="MigrationType">live-migration, migration, resize or evacuation.</param>
/// <param name="DestCompute">Null until the scheduler has chosen.</param>
public sealed record Migration(
    long Id, string? Uuid, string InstanceUuid, string MigrationType, string Status, string? SourceCompute, string? DestCompute,
    DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt);

/// <summary>What to list; null: everything.</summary>
public sealed record MigrationQuery
{
    public string? SourceCompute { get; init; }

    /// <summary>One status; Nova takes no list.</summary>
    public string? Status { get; init; }

    public string? InstanceUuid { get; init; }

    /// <summary>Updated at or after this (2.59). A record that was never updated is not listed.</summary>
    public DateTimeOffset? ChangesSince { get; init; }
}

/// <summary>API reference: <c>GET /os-migrations</c>. Newest first. Those of deleted servers are not listed. Admin.</summary>
public sealed class MigrationsApi
{
    private readonly ServiceClient service;

    internal MigrationsApi(ServiceClient service) => this.service = service;

    public async IAsyncEnumerable<Migration> ListAsync(MigrationQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var path = "os-migrations?limit=1000";
        if (query.SourceCompute is { } source)
            path += $"&source_compute={Uri.EscapeDataString(source)}";
        if (query.Status is { } status)
            path += $"&status={Uri.EscapeDataString(status)}";
        if (query.InstanceUuid is { } instance)
            path += $"&instance_uuid={Uri.EscapeDataString(instance)}";
        if (query.ChangesSince is { } since)
            path += $"&changes-since={since.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z";
        await foreach (var m in service.PagesAsync(path, "migrations", "uuid", cancel))
        {
            yield return new Migration(
                m.Number("id"), m.OptionalText("uuid"), m.Text("instance_uuid"), m.Text("migration_type"), m.Text("status"),
                m.OptionalText("source_compute"), m.OptionalText("dest_compute"), m.OptionalTime("created_at"), m.OptionalTime("updated_at"));
        }
    }
}

/// <summary>API reference: server migrations, live ones that are under way. Admin.</summary>
public sealed class ServerMigrationsApi
{
    private readonly ServiceClient service;

    internal ServerMigrationsApi(ServiceClient service) => this.service = service;

    /// <summary>Rolls back; the server stays ACTIVE on its source. Also while queued or preparing (2.65). 409 when it does not migrate.</summary>
    public Task<string?> AbortAsync(string server, long migration, CancellationToken cancel = default) =>
        service.ChangeAsync(HttpMethod.Delete, $"servers/{Uri.EscapeDataString(server)}/migrations/{migration}", null, cancel);

    /// <summary>Ends it at the cost of the guest: paused until the rest is copied, or post-copy. 400 unless the migration is running.</summary>
    public Task<string?> ForceCompleteAsync(string server, long migration, CancellationToken cancel = default) =>
        service.ChangeAsync(HttpMethod.Post, $"servers/{Uri.EscapeDataString(server)}/migrations/{migration}/action", """{"force_complete":null}""", cancel);
}

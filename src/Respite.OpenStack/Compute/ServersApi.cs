using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Compute;

/// <summary>API reference: servers and server actions. Every action answers with the id of its request; a 202 proves only that it was accepted.</summary>
public sealed class ServersApi
{
    private const int PageSize = 1000;
    private readonly ServiceClient service;

    internal ServersApi(ServiceClient service) => this.service = service;

    /// <summary>The servers whose host it is, of all projects, SOFT_DELETED ones (which still hold room there) included. Exact match. Admin.</summary>
    public async IAsyncEnumerable<Server> ListAsync(string host, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var path = $"servers/detail?all_tenants=1&soft_deleted=true&host={Uri.EscapeDataString(host)}&limit={PageSize}";
        await foreach (var server in service.PagesAsync(path, "servers", "id", cancel))
            yield return Server.Read(server);
    }

    /// <returns>Null: there is no such server (any more).</returns>
    public async Task<Server?> GetAsync(string id, CancellationToken cancel = default) =>
        await service.FindAsync($"servers/{Uri.EscapeDataString(id)}", cancel) is { } answer ? Server.Read(answer["server"]) : null;

    /// <summary>Whether a Manila share is attached (2.97). False for a server that is gone.</summary>
    public async Task<bool> HasSharesAsync(string id, CancellationToken cancel = default) =>
        await service.FindAsync($"servers/{Uri.EscapeDataString(id)}/shares", cancel) is { } answer && answer.List("shares").Count > 0;

    /// <summary>Live-migrates with <c>block_migration: auto</c> (2.25); the scheduler validates a named host (2.30, never forced).</summary>
    /// <param name="host">Null: the scheduler chooses.</param>
    /// <remarks>nova/api/openstack/compute/migrate_server.py. 409 unless ACTIVE or PAUSED and idle. Most checks run after the 202 (2.34).</remarks>
    public Task<string?> LiveMigrateAsync(string id, string? host, CancellationToken cancel = default) =>
        ActAsync(id, "os-migrateLive", new JsonObject { ["host"] = host, ["block_migration"] = "auto" }, cancel);

    /// <summary>Cold-migrates; ends in VERIFY_RESIZE, to be confirmed.</summary>
    /// <param name="host">Null: the scheduler chooses. (Below 2.56 Nova would ignore it silently; this client does not go that low.)</param>
    /// <remarks>409 unless ACTIVE (which is then stopped and started) or SHUTOFF, and idle.</remarks>
    public Task<string?> MigrateAsync(string id, string? host, CancellationToken cancel = default) =>
        ActAsync(id, "migrate", host is null ? null : new JsonObject { ["host"] = host }, cancel);

    /// <summary>Gives the source of a cold migration or resize free. 409 unless VERIFY_RESIZE; the source's service has to be up.</summary>
    public Task<string?> ConfirmResizeAsync(string id, CancellationToken cancel = default) => ActAsync(id, "confirmResize", null, cancel);

    /// <summary>Takes a shelved server off its host. 409 unless SHELVED.</summary>
    public Task<string?> ShelveOffloadAsync(string id, CancellationToken cancel = default) => ActAsync(id, "shelveOffload", null, cancel);

    /// <summary>409 unless ACTIVE, ERROR or similar.</summary>
    public Task<string?> StopAsync(string id, CancellationToken cancel = default) => ActAsync(id, "os-stop", null, cancel);

    /// <summary>409 unless SHUTOFF.</summary>
    public Task<string?> StartAsync(string id, CancellationToken cancel = default) => ActAsync(id, "os-start", null, cancel);

    /// <summary>Boots a server on one host (2.74; the scheduler validates it). Admin.</summary>
    /// <param name="networkId">Null: no network.</param>
    /// <remarks>202; whether it came up shows on the server. On a disabled host it ends in ERROR, "No valid host was found." (measured).</remarks>
    public Task<string?> CreateAsync(string name, string flavorId, string imageId, string? networkId, string host, CancellationToken cancel = default)
    {
        JsonNode networks = networkId is null ? "none" : new JsonArray(new JsonObject { ["uuid"] = networkId });
        var server = new JsonObject { ["name"] = name, ["flavorRef"] = flavorId, ["imageRef"] = imageId, ["networks"] = networks, ["host"] = host };
        return service.ChangeAsync(HttpMethod.Post, "servers", new JsonObject { ["server"] = server }.ToJsonString(), cancel);
    }

    /// <summary>The own project's servers of exactly this name, newest first.</summary>
    public async Task<IReadOnlyList<Server>> FindAsync(string name, CancellationToken cancel = default)
    {
        var found = new List<Server>();
        await foreach (var server in service.PagesAsync($"servers/detail?name={Uri.EscapeDataString($"^{name}$")}&limit={PageSize}", "servers", "id", cancel))
            found.Add(Server.Read(server));
        return found;
    }

    /// <summary>404 if it is gone already.</summary>
    public Task<string?> DeleteAsync(string id, CancellationToken cancel = default) =>
        service.ChangeAsync(HttpMethod.Delete, $"servers/{Uri.EscapeDataString(id)}", null, cancel);

    private Task<string?> ActAsync(string id, string action, JsonObject? arguments, CancellationToken cancel) =>
        service.ChangeAsync(HttpMethod.Post, $"servers/{Uri.EscapeDataString(id)}/action", new JsonObject { [action] = arguments }.ToJsonString(), cancel);
}

using System.Text.Json;
using Respite.OpenStack.Session;
using Respite.Server.Api;
using Respite.Server.Inventory;
using Respite.Server.Store;

namespace Respite.Server;

/// <summary>The list of hosts where no server runs: as <c>GET /v1/hosts</c>, without starting one. Takes no lock and changes nothing.</summary>
public static class HostLook
{
    /// <exception cref="StateException">The state file cannot be read.</exception>
    /// <exception cref="CloudConfigException">The cloud is not known or not fully described.</exception>
    /// <exception cref="OpenStackException">The cloud does not answer, or refuses.</exception>
    public static async Task<JsonElement> ReadAsync(string stateDirectory, string? cloudName, CancellationToken cancel)
    {
        using var session = new OpenStackSession(CloudConfig.Load(cloudName), TimeProvider.System);
        using var migrations = new MigrationFeed(session, TimeProvider.System);
        var listed = new HostReader(session, migrations, TimeProvider.System).ListAsync(cancel);
        var open = OpenMaintenances.Peek(Path.Combine(stateDirectory, SqliteDatabase.FileName));
        return JsonSerializer.SerializeToElement(HostsJson.Of(await listed, open), ApiJsonContext.Wire.HostsJson);
    }
}

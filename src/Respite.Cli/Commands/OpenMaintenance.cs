using System.Text.Json;
using Respite.Cli.Api;

namespace Respite.Cli.Commands;

public static class OpenMaintenance
{
    /// <summary>The open maintenance of a host, or the one with that id; else a sentence that says which hosts there are or what to do.</summary>
    /// <param name="orNewest">A host also stands for its newest maintenance, if none is open.</param>
    public static async Task<JsonElement> FindAsync(RespiteClient client, string hostOrId, CancellationToken cancel, bool orNewest = false)
    {
        if (await client.FindAsync(hostOrId, cancel) is { } found) return found;
        if (orNewest && await client.NewestAsync(hostOrId, cancel) is { } newest) return newest;
        var known = (await client.HostsAsync(cancel)).EnumerateArray().Any(h => h.GetProperty("name").ValueEquals(hostOrId));
        throw new CliException(known
            ? $"{hostOrId} has no open maintenance; `respite drain {hostOrId}` starts one, `respite history {hostOrId}` shows earlier ones."
            : $"there is no host and no maintenance '{hostOrId}'; `respite hosts` lists the hosts, `respite history` the maintenances.");
    }
}

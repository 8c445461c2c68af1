using Respite.OpenStack.Session;
using Respite.Server.Maintenances;

namespace Respite.Server.Execution.Hosts;

/// <summary>How the canary does.</summary>
internal enum CanaryState
{
    Waiting,
    Alive,
    Dead,
}

/// <summary>
/// An instance booted on a host that returns, and deleted again. Found by its name, so that a crash between the call
/// and its answer boots no second one. Nova boots nothing on a disabled host: the host is enabled first.
/// </summary>
internal sealed class Canary(OpenStackSession session)
{
    private static readonly Microversion NamesHost = new(2, 74);

    /// <summary>Looks how it does; boots it if it is not there yet.</summary>
    /// <returns>With why, when it is dead.</returns>
    public async Task<(CanaryState State, string? Why)> LookAsync(Maintenance m, DateTimeOffset now, CancellationToken cancel)
    {
        if (await session.Compute.VersionAsync(cancel) < NamesHost)
            return (CanaryState.Dead, $"a canary needs compute API {NamesHost} (Train)");
        var servers = await session.Compute.Servers.FindAsync(Name(m), cancel);
        if (servers.Count == 0)
        {
            await session.Compute.Servers.CreateAsync(Name(m), m.Policy.CanaryFlavor!, m.Policy.CanaryImage!, m.Policy.CanaryNetwork, m.Host, cancel);
            return (CanaryState.Waiting, null);
        }
        return servers[0] switch
        {
            { Status: "ACTIVE" } up when up.Host == m.Host => (CanaryState.Alive, null),
            { Status: "ACTIVE" } astray => (CanaryState.Dead, $"it came up on {astray.Host}"),
            { Status: "ERROR" } failed => (CanaryState.Dead, failed.FaultMessage ?? "it is in ERROR"),
            _ when now - m.CanarySince > TimeSpan.FromSeconds(m.Policy.WaitSeconds) => (CanaryState.Dead, $"it did not come up within {m.Policy.WaitSeconds} s"),
            _ => (CanaryState.Waiting, null),
        };
    }

    public async Task RemoveAsync(Maintenance m, CancellationToken cancel)
    {
        foreach (var server in await session.Compute.Servers.FindAsync(Name(m), cancel))
        {
            try
            {
                await session.Compute.Servers.DeleteAsync(server.Id, cancel);
            }
            catch (OpenStackException e) when (e.Error == OpenStackError.NotFound)
            {
                // Gone already.
            }
        }
    }

    private static string Name(Maintenance m) => $"respite-canary-{m.Id}";
}

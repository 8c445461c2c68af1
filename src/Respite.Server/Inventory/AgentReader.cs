using Respite.OpenStack.Session;

namespace Respite.Server.Inventory;

/// <summary>Reads the host's Neutron agents. A cloud without Neutron, or a host without agents, has none that could be dead.</summary>
internal sealed class AgentReader(OpenStackSession session)
{
    /// <summary>The agents of the host that do not report, each "type".</summary>
    public async Task<IReadOnlyList<string>> DeadAsync(string host, CancellationToken cancel) =>
        [.. (await session.Network.AgentsAsync(host, cancel) ?? []).Where(a => !a.Alive && a.AdminStateUp).Select(a => a.AgentType)];
}

using System.Net;
using Respite.OpenStack.Session;

namespace Respite.OpenStack.Network;

/// <summary>Neutron.</summary>
public sealed class NetworkClient
{
    private readonly OpenStackSession session;

    internal NetworkClient(OpenStackSession session) => this.session = session;

    /// <summary>The agents of a host. Networking API v2.0: <c>GET /v2.0/agents?host=</c>. Admin.</summary>
    /// <returns>Null: the cloud has no Neutron, or one without agents.</returns>
    public async Task<IReadOnlyList<NetworkAgent>?> AgentsAsync(string host, CancellationToken cancel = default)
    {
        if (await session.EndpointAsync("network", cancel) is not { } url)
            return null;
        var root = url.AbsolutePath.EndsWith("/v2.0/", StringComparison.Ordinal) ? url : new Uri(url, "v2.0/");
        var request = new Request("Neutron: GET /v2.0/agents", HttpMethod.Get, new Uri(root, $"agents?host={Uri.EscapeDataString(host)}"));
        var answer = await session.SendAsync(request, cancel);
        // The agent extension is not loaded: Neutron's own 404, not a proxy's.
        if (answer.Status == HttpStatusCode.NotFound && ErrorBody.Read(answer.Body).Key is not null)
            return null;
        return [.. Answer.Parse(answer).List("agents").Where(a => a.OptionalText("host") == host)
            .Select(a => new NetworkAgent(a.Text("id"), a.Text("agent_type"), a.Flag("alive"), a.Flag("admin_state_up")))];
    }
}

/// <param name="Alive">Its heartbeat is recent.</param>
/// <param name="AdminStateUp">An operator wants it to work.</param>
public sealed record NetworkAgent(string Id, string AgentType, bool Alive, bool AdminStateUp);
